"""From the stories of a window to a brief: rank, remember, cut to the reader's time, and say what was left out."""
