"""What is allowed, what comes next, until when: pure Python, no clock, no database, no web."""
