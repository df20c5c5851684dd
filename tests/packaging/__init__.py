"""What is shipped: the archive, the wheel, and what starts from them."""
