import pytest

from briefing.extract.walls import CONSENT, ERROR_PAGE, PAYWALL, ROBOT_CHECK, SCRIPT_WALL, wall

PROSE = "The ferry between Velden and Marrow will sail again from Monday, the harbour board said on Tuesday."


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Before you continue", "We use cookies to deliver and maintain services.", CONSENT),
        ("The Quay", "We and our partners store cookies on your device. You can withdraw consent.", CONSENT),
        ("The Quay", "Mit Ihrer Zustimmung verwenden wir Cookies.", CONSENT),
        ("Just a moment...", "Checking your browser.", ROBOT_CHECK),
        ("Access Denied", "Reference number 18.", ROBOT_CHECK),
        ("404 Not Found", "Sorry, the page is not here.", ERROR_PAGE),
        ("Page not found - The Quay", PROSE, ERROR_PAGE),
        ("The Quay", "You need to enable JavaScript to run this app.", SCRIPT_WALL),
        ("Ferry sails again", f"{PROSE}\nSubscribe to continue reading.", PAYWALL),
        ("Ferry sails again", f"{PROSE}\nThis article is only for subscribers.", PAYWALL),
        ("Fähre fährt wieder", f"{PROSE}\nJetzt weiterlesen mit Quay Plus", PAYWALL),
        ("Ferry sails again", PROSE, ""),
        ("Ferry sails again", f"{PROSE}\n{'It also said that cookies are sold on board.'}", ""),
        ("404 ferries sail again", PROSE * 30, ""),
        ("Ferry sails again", f"{PROSE * 40}\nAlready a subscriber? Log in.", ""),
    ],
)
def test_a_wall_is_told_from_an_article(title: str, text: str, reason: str) -> None:
    assert wall(title, text.split("\n")) == reason


def test_a_text_that_is_not_free_and_breaks_off_is_a_teaser() -> None:
    assert wall("Ferry", [PROSE * 8, "It was the"], free=False) == PAYWALL


def test_a_text_that_is_declared_not_free_but_is_all_there_is_an_article() -> None:
    assert wall("Ferry", [PROSE] * 12, free=False) == ""
