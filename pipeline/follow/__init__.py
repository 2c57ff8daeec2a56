"""What comes of people after routing: certificates and their time, hours of continuing development."""
