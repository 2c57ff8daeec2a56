"""What goes on to the association’s partners: everyone routed, as one attachment 3."""
