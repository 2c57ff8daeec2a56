"""What a column holds where its heading does not say, or says something else."""
