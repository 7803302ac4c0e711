"""What is hidden in logs and messages: secrets, and nothing of the words around them."""

import io

import pytest
import structlog

from briefing.service.logs import HIDDEN, concealing, configure


@pytest.mark.parametrize(
    ("secret", "text", "expected"),
    [
        ("x", "exit of the next box: x", "exit of the next box: x"),
        ("abc", "abc abcd", "abc abcd"),
        ("pass", "password: pass, compass", f"password: {HIDDEN}, compass"),
        ("a.b+", "a.b+ and aXb+", f"{HIDDEN} and aXb+"),
        ("xoxb-123", "Bearerxoxb-1234", f"Bearer{HIDDEN}4"),
        ("", "nothing", "nothing"),
    ],
)
def test_short_secrets_are_hidden_where_they_stand_for_themselves_and_long_ones_anywhere(
    secret: str, text: str, expected: str
) -> None:
    assert concealing([secret])(text) == expected


def test_of_secrets_within_each_other_the_longest_is_hidden_whole() -> None:
    assert concealing(["hunter2hunter2", "hunter2hunter2-more"])("hunter2hunter2-more") == HIDDEN


def test_a_secret_of_one_letter_leaves_the_log_readable() -> None:
    stream = io.StringIO()
    configure("json", ["e", "correct-horse"], stream=stream)
    try:
        structlog.get_logger().info("settings read", words="correct-horse everywhere")
    finally:
        structlog.reset_defaults()
    assert f'"words": "{HIDDEN} everywhere"' in stream.getvalue()
