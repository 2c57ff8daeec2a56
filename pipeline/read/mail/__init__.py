"""Mails: their letter, their headers, their parts, of every kind of mail program."""
