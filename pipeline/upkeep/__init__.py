"""Maintenance of an installation: doctor, backup, erasing people, writing a batch again."""
