"""Clerks of the notices other than that of attachment 3: who writes what, and what must come of it.

`clerks.py` names them; each draws submissions (`sending.Sending`) of applicants (`applicant.Applicant`) in words of its
own TOML file and in those of people.toml. What is drawn, withheld and counted is as in the rest of the worlds.
"""
