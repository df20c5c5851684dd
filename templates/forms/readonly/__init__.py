"""What a form shows when it may not be changed."""
