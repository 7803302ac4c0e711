"""Quantities: a number with its unit or the things it counts, told apart from numbers that only name."""
