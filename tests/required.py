"""Servers and browsers that a machine may lack: tests of them are skipped there, or fail where they are required."""

import os
from typing import NoReturn

import pytest


def absent(required: str, message: str) -> NoReturn:
    """Skip the test, or fail it where the environment says by "1" that what it wants is required.

    Args:
        required: name of the variable in the environment.
        message: what is missing, and where it was looked for.
    """
    if os.environ.get(required) == "1":
        pytest.fail(message)
    pytest.skip(message)
