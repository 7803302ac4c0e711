"""What an operator can do about a source, by its kind of failure and by what stands before its articles."""

from collections.abc import Iterable, Mapping

from briefing.extract.document import ONLY_A_SUMMARY
from briefing.extract.walls import CONSENT, ERROR_PAGE, PAYWALL, ROBOT_CHECK, SCRIPT_WALL
from briefing.model import Fault

_LOOK_AGAIN = (
    "look whether the site has moved its feed (`briefing sources add` with its home page), then change the url"
)
_WAIT = "nothing: it is tried again by itself"
_ANOTHER = "choose another source for the same news, or keep the summaries that the feed carries"

BY_FAULT: Mapping[Fault, str] = {
    Fault.ADDRESS: "correct its url in the settings",
    Fault.REFUSED: "name the network of a machine of your own in fetch.private_networks; otherwise correct its url",
    Fault.NAME: "check the spelling of the host; if it is right, the site has moved or is no more",
    Fault.LOOKUP: "nothing if it passes; if many sources say so, look at the name servers of this machine (DNS)",
    Fault.CONNECTION: "open it in a browser: if it works there, a firewall or proxy stands between (fetch.proxy)",
    Fault.SILENCE: "nothing if it passes; a source that is always slow may need a longer fetch.timeout",
    Fault.CERTIFICATE: "tell the publisher; if many sources say so, update ca-certificates on this machine",
    Fault.EXPIRED: "tell the publisher; if many sources say so, set the clock of this machine",
    Fault.OTHER_HOST: "open it in a browser and put the host that it leads to into the url, often with or without www.",
    Fault.OUTDATED: "tell the publisher: it is not read over a connection that is not safe",
    Fault.REDIRECT: "open the address in a browser and put the one that it leads to into the settings",
    Fault.ROBOTS: "ask the publisher, or read the site by its feed: a feed is not bound by robots.txt",
    Fault.LOGIN: "if you may read it, write the credentials into its url (https://user:password@host/…)",
    Fault.FORBIDDEN: "ask the publisher to let the bot in, and set fetch.contact so that they know who asks",
    Fault.MISSING: _LOOK_AGAIN,
    Fault.GONE: "remove it from the settings, or give it a new url: it is not asked again",
    Fault.CROWDED: "nothing: it is asked less often from now on",
    Fault.HELD: _WAIT,
    Fault.SERVER: "nothing if it passes; otherwise tell the publisher",
    Fault.TOO_LARGE: "ask the publisher for a shorter feed, or read another one of the same site",
    Fault.BROKEN: "nothing if it passes; otherwise tell the publisher that the answer is damaged",
    Fault.NOT_A_FEED: _LOOK_AGAIN,
    Fault.EMPTY: "nothing if it passes; otherwise look whether the feed has moved",
    Fault.FOLDER: "check its path and that this user may read it",
    Fault.FILES: "mend what is named there, or take it away; everything else is read",
}

FIRST: Mapping[Fault, str] = {
    Fault.ADDRESS: "correct the address: that of a feed, of a home page, or of any page of a site",
    Fault.REDIRECT: "open the address in a browser and give the one that it leads to",
    Fault.LOGIN: "if you may read it, write the credentials into the address (https://user:password@host/…)",
    Fault.MISSING: "give the home page of the site: its feed is looked for from there",
    Fault.GONE: "give the home page of the site: it may have another feed",
    Fault.CROWDED: "try again later",
    Fault.HELD: "try again later",
    Fault.SERVER: "try again later; if it stays so, tell the publisher",
    Fault.SILENCE: "try again later; a source that is always slow may need a longer fetch.timeout",
    Fault.BROKEN: "try again later; if it stays so, tell the publisher that the answer is damaged",
    Fault.EMPTY: "try again later, or give the home page of the site",
    Fault.NOT_A_FEED: "look for the address of its feed in a browser",
}
"""Where something else helps with an address that is no source yet."""

UNREAD = (
    "open one of these pages in a browser; as long as a page cannot be had, the summary that the source carries stands "
    "in its place"
)

BY_WALL: Mapping[str, str] = {
    CONSENT: _ANOTHER,
    PAYWALL: _ANOTHER,
    ROBOT_CHECK: "ask the publisher to let the bot in, and set fetch.contact so that they know who asks",
    ERROR_PAGE: "open one of the articles in a browser: the addresses in the feed may be wrong",
    SCRIPT_WALL: _ANOTHER,
    ONLY_A_SUMMARY: (
        'set full_text = "auto" if pages stand behind its entries; otherwise choose another source for the same news'
    ),
}


def advice(fault: str) -> str:
    """What can be done about a kind of failure; empty for an unknown one."""
    return BY_FAULT[Fault(fault)] if fault in set(Fault) else ""


def first_advice(fault: str) -> str:
    """What can be done about the address of what is no source yet; empty for an unknown kind of failure."""
    return FIRST.get(Fault(fault), BY_FAULT[Fault(fault)]) if fault in set(Fault) else ""


def reading_advice(reasons: Iterable[str]) -> str:
    """What can be done when articles cannot be read in full for some reasons; empty where there is none."""
    told = list(reasons)
    if any("robots.txt" in reason for reason in told):
        return "its summaries are all there will be: ask the publisher, or choose another source"
    return next((BY_WALL[reason] for reason in told if reason in BY_WALL), UNREAD if told else "")
