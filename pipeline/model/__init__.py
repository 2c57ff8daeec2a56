"""The words that the stages hand to each other.

Terms of the association, kept in Chinese where people read them: 推荐单位 is the *unit* that sends a *submission*; a
submission holds *documents*; a document holds *sheets*; a sheet holds tables whose rows tell of *people* and of
overseas *projects*. 企业 (company) is the employer named in the row, often not the unit itself.

Nothing here has behaviour beyond its own invariants; nothing here imports pandas, so worker processes start quickly.
"""
