"""What is passed on to the association’s partners: everyone routed, in one attachment 3."""
