"""The shape of the settings: every key there is, with its bounds and its default."""

from ipaddress import ip_network
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from briefing.compose.phrases import phrase
from briefing.settings.forms import (
    ADDRESS,
    CONVERSATION,
    DATABASE,
    HOST,
    LANGUAGE,
    LISTEN,
    NAME,
    PROXY,
    RETURN_PATH,
    SELECTOR,
    SENDER,
    TEAM,
    TEAM_OR_NONE,
    TOPIC,
    WEB_ADDRESS,
)

PREFIX = "BRIEFING_"


def _listed(written: Any) -> Any:
    """One text may stand for a list of one."""
    return (written,) if isinstance(written, str) else written


def _network(written: str) -> str:
    ip_network(written)
    return written


One = BeforeValidator(_listed)
Texts = Annotated[tuple[str, ...], One]
Networks = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], One]

Name = Annotated[str, StringConstraints(pattern=NAME)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=254)]
Words = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)], ...], One
]


def _readable(written: str) -> str:
    """An entry of a word list as it stands, after seeing that it can be looked for."""
    phrase(written)
    return written


Phrase = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), AfterValidator(_readable)
]
Phrases = Annotated[tuple[Phrase, ...], One]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SourceSettings(_Section):
    """One source under [sources.NAME]."""

    kind: Literal["feed", "folder", "sitemap", "page", "mailbox"] = "feed"
    url: Annotated[str, StringConstraints(max_length=2048)] = ""
    path: str = ""
    site: Annotated[str, StringConstraints(max_length=100)] = ""
    weight: Annotated[float, Field(ge=0, le=10)] = 1.0
    topic: Annotated[str, StringConstraints(pattern=TOPIC)] = ""
    full_text: Literal["auto", "page", "feed"] = "auto"
    most: Annotated[int, Field(ge=1, le=10_000)] = 50
    senders: Words = ()
    subjects: Words = ()
    password: SecretStr = SecretStr("")


class SlackDestination(_Section):
    """A Slack conversation under [destinations.NAME]."""

    channel: Literal["slack"]
    conversation: Annotated[str, StringConstraints(pattern=CONVERSATION)]
    team: Annotated[str, StringConstraints(pattern=TEAM_OR_NONE)] = ""


class EmailDestination(_Section):
    """Recipients under [destinations.NAME]; each gets a mail of their own."""

    channel: Literal["email"]
    addresses: Annotated[tuple[Address, ...], One, Field(min_length=1)]


class FileDestination(_Section):
    """A folder under [destinations.NAME] into which each brief is written as Markdown, text and HTML."""

    channel: Literal["file"]
    folder: Annotated[str, StringConstraints(min_length=1)]


class NotifyDestination(_Section):
    """Any other service under [destinations.NAME], through apprise; its address, which holds a key, is a secret."""

    channel: Literal["notify"]
    url: SecretStr = SecretStr("")


AnyDestination = Annotated[
    SlackDestination | EmailDestination | FileDestination | NotifyDestination, Field(discriminator="channel")
]


class TopicSettings(_Section):
    """A section of the briefs under [topics.NAME]."""

    title: str = ""
    words: Phrases = ()
    weight: Annotated[float, Field(ge=0, le=10)] = 1.0
    most: Annotated[int, Field(ge=0)] = 0


class BriefSettings(_Section):
    """A standing order under [briefs.NAME]."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    at: Texts = ()
    days: str = "mon-sun"
    cron: Texts = ()
    zone: str = ""
    catch_up: Annotated[float, Field(gt=0, le=24)] = 4.0
    send_to: Texts = ()
    sources: Texts = ()
    topics: Texts = ()
    off_topic: Literal["show", "skip"] = "show"
    include: Phrases = ()
    mute: Phrases = ()
    watch: Phrases = ()
    minutes: Annotated[float, Field(gt=0, le=60)] = 4.0
    most: Annotated[int, Field(ge=1, le=60)] = 8
    sentences: Annotated[int, Field(ge=1, le=10)] = 3
    quiet: Annotated[int, Field(ge=0)] = 1
    quiet_action: Literal["send", "skip"] = "send"
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = ""
    method: Literal[
        "editorial",
        "salience",
        "lead",
        "lexrank",
        "textrank",
        "lsa",
        "luhn",
        "sumbasic",
        "reduction",
        "edmundson",
        "kl",
    ] = "editorial"
    templates: str = ""
    open: bool = False


class SlackSettings(_Section):
    """How to speak to Slack; the tokens come from the environment."""

    base_url: str = "https://slack.com/api/"
    bot_token: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    signing_secret: SecretStr = SecretStr("")
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    encryption_key: SecretStr = SecretStr("")
    command: str = "/brief"
    teams: tuple[Annotated[str, StringConstraints(pattern=TEAM)], ...] = ()
    conversations: tuple[Annotated[str, StringConstraints(pattern=CONVERSATION)], ...] = ()
    questions: Annotated[int, Field(ge=1, le=1000)] = 10
    questions_of_team: Annotated[int, Field(ge=1, le=10_000)] = 60


class EmailSettings(_Section):
    """How to send mail; the password comes from the environment."""

    host: Annotated[str, StringConstraints(pattern=HOST)] = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: Annotated[str, StringConstraints(pattern=SENDER, max_length=320)] = ""
    postal_address: str = ""
    return_path: Annotated[str, StringConstraints(pattern=RETURN_PATH, max_length=200)] = ""
    bounces: str = ""
    bounces_password: SecretStr = SecretStr("")
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    connections: Annotated[int, Field(ge=1, le=64)] = 8
    rate: Annotated[float, Field(gt=0, le=10_000)] = 100.0
    rates: dict[str, Annotated[float, Field(gt=0, le=10_000)]] = Field(default_factory=dict)
    dkim_domain: str = ""
    dkim_selector: Annotated[str, StringConstraints(pattern=SELECTOR)] = "briefing"
    dkim_key: SecretStr = SecretStr("")


class WebSettings(_Section):
    """The pages; the key that links are signed with comes from the environment."""

    address: Annotated[str, StringConstraints(pattern=WEB_ADDRESS, max_length=200)] = ""
    signing_key: SecretStr = SecretStr("")
    title: Annotated[str, StringConstraints(min_length=1, max_length=80)] = "The Briefs"
    public: bool = False
    readers: Texts = ()
    operators: Texts = ()
    barred: tuple[Address, ...] = ()
    session_days: Annotated[int, Field(ge=1, le=90)] = 30
    domain_session_days: Annotated[int, Field(ge=1, le=90)] = 7
    password_hash: SecretStr = SecretStr("")
    proxies: str = ""
    strict_https_days: Annotated[int, Field(ge=0, le=730)] = 365


class ServiceSettings(_Section):
    """The long-running process; the token and the address of the ping come from the environment."""

    listen: Annotated[str, StringConstraints(pattern=LISTEN)] = "127.0.0.1:8080"
    workers: Annotated[int, Field(ge=1, le=64)] = 4
    tick: Annotated[float, Field(ge=1, le=60)] = 15.0
    log: Literal["console", "json"] = "console"
    operator: Texts = ()
    metrics_token: SecretStr = SecretStr("")
    ping: SecretStr = SecretStr("")


class FetchSettings(_Section):
    """How to meet publishers."""

    contact: str = ""
    private_networks: Networks = ()
    proxy: Annotated[str, StringConstraints(pattern=PROXY)] = ""
    timeout: Annotated[float, Field(gt=0, le=300)] = 20.0
    rate: Annotated[float, Field(gt=0, le=1000)] = 4.0


class _Environment(EnvSettingsSource):
    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """What is no JSON is a plain text, of which the checks say whether it fits."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class Settings(BaseSettings):
    """Everything there is to set; frozen once read."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    database: Annotated[str, StringConstraints(pattern=DATABASE)] = "sqlite:///var/briefing.sqlite3"
    zone: str = "UTC"
    sources: dict[Name, SourceSettings] = Field(default_factory=dict)
    topics: dict[Name, TopicSettings] = Field(default_factory=dict)
    destinations: dict[Name, AnyDestination] = Field(default_factory=dict)
    briefs: dict[Name, BriefSettings] = Field(default_factory=dict)
    slack: SlackSettings = SlackSettings()
    email: EmailSettings = EmailSettings()
    web: WebSettings = WebSettings()
    service: ServiceSettings = ServiceSettings()
    fetch: FetchSettings = FetchSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003  (the signature is the library's)
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return _Environment(settings_cls), init_settings


SECTIONS: dict[str, type[BaseModel]] = {
    "sources": SourceSettings,
    "topics": TopicSettings,
    "briefs": BriefSettings,
    "slack": SlackSettings,
    "email": EmailSettings,
    "web": WebSettings,
    "service": ServiceSettings,
    "fetch": FetchSettings,
}
DESTINATIONS: dict[str, type[BaseModel]] = {
    "slack": SlackDestination,
    "email": EmailDestination,
    "file": FileDestination,
    "notify": NotifyDestination,
}
