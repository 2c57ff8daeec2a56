"""Looking after an installation: doctor, backup, forgetting, writing a batch again."""
