"""Feeds and lists of feeds as they are written: every format, however broken."""
