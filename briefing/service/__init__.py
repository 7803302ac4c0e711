"""What keeps running: the clock, the queue, the worker."""
