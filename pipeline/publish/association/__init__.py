"""What is passed on to partners, everyone routed in one attachment 3; and the lists that who assesses works with."""
