"""How a run is carried out: worker processes, what crosses to them and back, portions, the clock, what is retried."""
