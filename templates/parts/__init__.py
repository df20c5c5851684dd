"""Macros shared by pages: one file, one part, its variables documented at its head."""
