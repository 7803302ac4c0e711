"""Numbers as people write them: digits, words, fractions and scales, read to a value."""
