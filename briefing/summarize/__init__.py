"""Choosing sentences: one file a method, and the table of methods."""
