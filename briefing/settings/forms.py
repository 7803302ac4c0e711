"""What texts in the settings look like, and how that is said to people."""

ADDRESS = r"^[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+$"
SENDER = r"^$|^[^@\s<>\"',;]+@[^@\s<>\"',;]+$|^[^<>\r\n:,;@\"]*<[^@\s<>\"',;]+@[^@\s<>\"',;]+>$"
"""An address, or a plain name and an address in angle brackets; a name with commas or colons would be read as more."""
RETURN_PATH = r"^$|^[A-Za-z0-9._-]{1,13}@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$"
"""A local part has 64 characters (RFC 5321, 4.5.3.1.1), of which "+" and the token take 50."""
WEB_ADDRESS = r"^$|^https?://[^/\s@?#]+(/[^\s?#]*[^/\s?#])?$"
NAME = r"^[a-z0-9][a-z0-9_-]{0,60}$"
TOPIC = rf"^$|{NAME}"
CONVERSATION = r"^[CGDU][A-Z0-9]{2,}$"
TEAM = r"^[TE][A-Z0-9]{2,}$"
TEAM_OR_NONE = rf"^$|{TEAM}"
LANGUAGE = r"^([a-z]{2})?$"
SELECTOR = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
DATABASE = r"^(sqlite:///.+|(postgres|postgresql|postgresql\+psycopg)://.+)$"
PROXY = r"^(https?://[^\s/]+/?)?$"
HOST = r"^[^\s/:@]*$"
LISTEN = (
    r"^$|^([^\s:/\[\]]+|\[[0-9A-Fa-f:.]+\])"
    r":(\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$"
)

FORMS = {
    ADDRESS: 'an address such as "ann@example.com"',
    SENDER: 'an address, or a name and an address: "The Morning Brief <brief@example.com>"',
    RETURN_PATH: 'a short address such as "bounces@example.com"',
    WEB_ADDRESS: 'an address such as "https://brief.example.com", without a / at the end',
    NAME: "1 to 61 small letters, digits, - and _, and begin with a letter or digit",
    TOPIC: "the name of a section under [topics]",
    CONVERSATION: 'the id of a conversation, such as "C0123456789": in Slack its name > View details > at the bottom',
    TEAM: 'the id of a workspace, such as "T0123456789"',
    TEAM_OR_NONE: 'the id of a workspace, such as "T0123456789"',
    LANGUAGE: 'two small letters, such as "en"',
    SELECTOR: "small letters, digits and -",
    DATABASE: '"sqlite:///var/briefing.sqlite3" or "postgresql://user@host/name"',
    PROXY: 'an address such as "http://proxy.example.com:3128"',
    HOST: 'a name such as "smtp.example.com"; the port is email.port',
    LISTEN: 'a host and a port, such as "127.0.0.1:8080", or "" for no pages',
}
"""What each pattern means, after "must be"."""
