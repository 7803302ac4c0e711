"""The ground of all annotating: how text is cut into tokens, and lists of words that tell something."""
