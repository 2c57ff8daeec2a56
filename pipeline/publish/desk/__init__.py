"""What the secretary reads: the ledger, the summary of a batch with its accounts, the settings workbook."""
