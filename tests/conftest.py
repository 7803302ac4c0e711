"""What holds for all tests."""

from hypothesis import settings

# An example may take as long as it takes: the machine may be busy, and what is slow shows in `benchmarks`.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
