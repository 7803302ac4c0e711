"""Telling copies from originals and stories from each other."""
