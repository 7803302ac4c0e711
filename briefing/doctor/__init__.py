"""The doctor: everything that can go wrong in operation, looked at, one check a row in `checks.CHECKS`."""
