"""What the portal asks of the machine: mail, search, clock, files. Each has a real form and one for tests."""
