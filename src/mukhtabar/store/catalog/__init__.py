"""Sorted indexes that are right at once: kept in the same transaction as the change, read by the page."""
