"""One attempt to hand a message over, one file a channel."""
