"""Read mails from every kind of mail program: letter, headers and parts."""
