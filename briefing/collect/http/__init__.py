"""The one door out, and the rules of the web that are kept at it."""
