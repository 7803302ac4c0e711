"""The composition root: only here are the real edges built."""
