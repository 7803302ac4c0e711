"""The concrete edges that the settings describe: sources, renderers, channels, addresses."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from briefing.bootstrap.made import Made
from briefing.bootstrap.remembering import Remembering
from briefing.bootstrap.returning import return_path_of
from briefing.bootstrap.slack import Tokens, presses
from briefing.collect.feed import FeedSource
from briefing.collect.folder import FolderSource
from briefing.collect.mailbox import MailboxSource, Wanted
from briefing.collect.page import PageSource
from briefing.collect.pages import FullText
from briefing.collect.scouting import scout
from briefing.collect.sitemap import SitemapSource
from briefing.deliver.dkim import signer
from briefing.deliver.email import EmailChannel, Server
from briefing.deliver.file import FileChannel
from briefing.deliver.notify import NotifyChannel
from briefing.model import BriefSpec, Delivery, Followed, Request
from briefing.ports import Channel, Fetcher, Renderer, Source, Summarizer
from briefing.render.email.message import EmailRenderer
from briefing.render.file import FileRenderer
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.notify import NotifyRenderer
from briefing.render.slack.message import SlackRenderer
from briefing.render.text import TextRenderer
from briefing.service.logger import get_logger
from briefing.settings.schema import EmailSettings, NotifyDestination, Settings, SourceSettings
from briefing.subscribers.pages import Pages
from briefing.summarize.methods import method

LOOKED_UP = frozenset({"slack"})
"""Kinds of channels that can tell whether a message arrived."""


@cache
def summarizer(name: str) -> Summarizer:
    """The summarizer of a method; the same one each time, which remembers."""
    return Remembering(method(name))


def source(name: str, settings: SourceSettings, fetcher: Fetcher) -> Source:
    """The source that a section of the settings describes."""
    makers: dict[str, Callable[[], Source]] = {
        "feed": lambda: FeedSource(
            name=name,
            url=settings.url,
            fetcher=fetcher,
            full_text=FullText(settings.full_text),
            most=settings.most,
        ),
        "sitemap": lambda: SitemapSource(name=name, url=settings.url, fetcher=fetcher, most=settings.most),
        "page": lambda: PageSource(name=name, url=settings.url, fetcher=fetcher, most=settings.most),
        "mailbox": lambda: MailboxSource(
            name=name,
            url=settings.url,
            password=settings.password.get_secret_value(),
            wanted=Wanted(settings.senders, settings.subjects),
            most=settings.most,
        ),
        "folder": lambda: FolderSource(name=name, folder=Path(settings.path), most=settings.most),
    }
    return makers[settings.kind]()


def followed(fetcher: Fetcher, one: Followed) -> Source:
    """The source that a reader added: made as those of the settings are, so that the same guard and caps hold."""
    return source(one.name, SourceSettings.model_validate({"kind": one.kind, "url": one.url}), fetcher)


def scouted(fetcher: Fetcher, url: str, now: datetime) -> Followed:
    """The best of what can be read at an address; its name is the address's digest, as settings cannot name any.

    Raises:
        Transient: the address cannot be had now. Permanent: nothing to follow is there.
    """
    best = scout(fetcher, url, now).prospects[0]
    digest = hashlib.sha256(best.url.encode()).hexdigest()[:16]
    return Followed(f"followed.{digest}", best.url, best.kind, now)


def mailer(settings: Settings, spec: BriefSpec) -> EmailRenderer:
    """What turns a brief into mails."""
    return EmailRenderer(
        sender=sender(settings.email),
        postal_address=settings.email.postal_address,
        templates=spec.templates,
    )


def sender(email: EmailSettings) -> str:
    """Whom mails come from; a name that can be nobody's where none is set, for those that are only looked at."""
    return email.sender or "briefing@localhost.invalid"


def renderers(settings: Settings, spec: BriefSpec) -> Mapping[str, Renderer]:
    """The renderers for a brief, by kind of channel."""
    files = (MarkdownRenderer(spec.templates), TextRenderer(spec.templates), HtmlRenderer(spec.templates))
    return {
        "slack": SlackRenderer(presses(settings.slack)),
        "email": mailer(settings, spec),
        "file": FileRenderer(files),
        "notify": NotifyRenderer(Pages(settings.web.address.rstrip("/")).brief),
    }


def channels(settings: Settings, token: Tokens) -> Mapping[str, Channel]:
    """The channels, by kind.

    Args:
        token: the bot's token in a Slack workspace.
    """

    def slack() -> Channel:
        from briefing.deliver.slack import SlackChannel  # late: Slack's client is 2 MB

        return SlackChannel(token, settings.slack.base_url)

    return Made(
        {
            "slack": slack,
            "email": lambda: EmailChannel(mail_server(settings)),
            "file": FileChannel,
            "notify": lambda: NotifyChannel(_services(settings)),
        }
    )


def _services(settings: Settings) -> Mapping[str, str]:
    """The addresses of other services by the names of their destinations."""
    return {
        name: target.url.get_secret_value()
        for name, target in settings.destinations.items()
        if isinstance(target, NotifyDestination)
    }


def mail_server(settings: Settings) -> Server:
    """The mail server that the settings describe."""
    email = settings.email
    return Server(
        host=email.host,
        port=email.port,
        security=email.security,
        user=email.user,
        password=email.password.get_secret_value(),
        timeout=email.timeout,
        sender=email.sender,
        return_path=return_path_of(settings),
        signer=signer(email.dkim_domain, email.dkim_selector, email.dkim_key.get_secret_value())
        if email.dkim_domain
        else None,
    )


def tell(delivery: Delivery) -> None:
    """Tell the operator of a delivery that needs somebody."""
    get_logger().error("delivery needs you", key=delivery.key, state=delivery.state.value, reason=delivery.reason)


def request_failed(request: Request, error: Exception) -> None:
    """Write down what went wrong with a request that nobody foresaw."""
    get_logger().error("request failed", request=request.id, question=request.question, exc_info=error)
