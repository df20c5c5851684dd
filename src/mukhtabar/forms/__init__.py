"""Schemas and widgets. One schema per role and state; every node says its length or what it may be."""
