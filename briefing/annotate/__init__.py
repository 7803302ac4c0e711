"""Annotating an article: its figures with what they measure, its quotes with who said them, as spans of its text."""
