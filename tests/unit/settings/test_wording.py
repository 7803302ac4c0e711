"""A fault in the settings is said in the words of whoever writes them, not in those of a library."""

from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.settings.forms import FORMS
from briefing.settings.reading import load
from briefing.settings.remarks import remarks
from tests.unit.settings.test_settings import GOOD, TOKENS, faults, read


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"C0NEWS"', '"#news"', 'destinations.team.conversation: must be the id of a conversation, such as "C0123'),
        ('"bob@example.com"', '"bob"', 'destinations.editors.addresses.1: must be an address such as "ann@example'),
        ('["07:00", "17:30"]', "7", "briefs.morning.at: must be text in quotation marks, or a list of such: ["),
        ('["07:00", "17:30"]', "07:00:00", "briefs.morning.at: must be text in quotation marks, or a list of such: ["),
        ('["team", "editors"]', "[1]", "briefs.morning.send_to.0: must be text in quotation marks"),
        ('"mon-fri"', '"mon-fri"\nminutes = "4"\nopen = "yess"', "briefs.morning.open: must be true or false"),
        ('"mon-fri"', '"mon-fri"\nminutes = "four"', "briefs.morning.minutes: must be a number, without quotation"),
        ('"mon-fri"', '"mon-fri"\nminutes = 90', "briefs.morning.minutes: must be 60 or less"),
        ('"mon-fri"', '"mon-fri"\nminutes = 0', "briefs.morning.minutes: must be more than 0"),
        ('"mon-fri"', '"mon-fri"\nmost = 0', "briefs.morning.most: must be 1 or more"),
        ('"mon-fri"', '"mon-fri"\nlanguage = "english"', "briefs.morning.language: must be two small letters, such"),
        ('"mon-fri"', '"mon-fri"\nmethod = "gpt"', "briefs.morning.method: must be 'editorial', 'salience',"),
        ('"mon-fri"', '"mon-fri"\ntemplates = "nowhere"', "briefs.morning.templates: there is no folder nowhere"),
        ('"The Morning Brief"', '""', "briefs.morning.title: must not be empty"),
        ('channel = "slack"', 'channel = "sms"', "destinations.team: there is no channel 'sms'; there are: 'slack'"),
        ('channel = "slack"', "", "destinations.team: has no channel: add channel ="),
        ("[sources.post]", '[sources."City Post"]', "sources: the name 'City Post': must be 1 to 61 small letters,"),
        (
            '"smtp.example.com"',
            '"smtp.example.com"\nport = "x"',
            "email.port: must be a whole number, without quotation",
        ),
        ('"smtp.example.com"', '"smtp.example.com"\nport = 70000', "email.port: must be 65535 or less"),
        ("[email]", '[slack]\ntoken = "xoxb-canary"\n[email]', "slack.token: unknown key; a secret does not belong in"),
        ("[email]", '[service]\nlisten = "8080"\n[email]', "service.listen: must be a host and a port, such as"),
        ("[email]", '[service]\nlisten = ":8080"\n[email]', "service.listen: must be a host and a port, such as"),
        ("[email]", '[service]\nlisten = "127.0.0.1:80800"\n[email]', "service.listen: must be a host and a port"),
        ("[email]", '[fetch]\nprivate_networks = "10.0.0.0/33"\n[email]', "fetch.private_networks.0: '10.0.0.0/33'"),
        ("[email]", '[fetch]\nproxy = "proxy:3128"\n[email]', "fetch.proxy: must be an address such as"),
        ('zone = "Europe/Berlin"', 'database = "mysql://x/y"', 'database: must be "sqlite:///var/briefing.sqlite3" or'),
        ('zone = "Europe/Berlin"', 'database = "sqlite:///"', 'database: must be "sqlite:///var/briefing.sqlite3" or'),
        ('zone = "Europe/Berlin"', 'service = "x"', "service: must be a table, written [service]"),
        ('zone = "Europe/Berlin"', "briefing = 1", "briefing: unknown key"),
    ],
)
def test_what_is_wrong_is_named_with_what_it_must_be(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    found = faults(tmp_path, GOOD.replace(right, wrong, 1))
    assert said in found
    for foreign in ("valid", "tuple", "str", "pattern", "form", "canary"):
        assert foreign not in found.removesuffix(found[found.find("pattern") :] if "{" in found else "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[briefs.m]\ntitle = The Brief", 'line 2, title = …: text stands in quotation marks: "…"'),
        ("[briefs.m]\ntitle = “The Brief”", 'line 2, title = …: write straight quotation marks: "…"'),
        ("[briefs.m]\n[briefs.m]", "line 2, [briefs.m]: [briefs.m] is there twice: put both together, or give one"),
        ('[b]\nx = "1"\nx = "canary"', "line 3, x = …: this is given a second time: leave one of them out"),
        ('x "canary"', "line 1, x …: write = between a key and its value"),
        ("x: 'canary'", "line 1, x: …: write = between a key and its value"),
        ('x == "canary"', "line 1, x = …: write one ="),
        ("x = # canary", "line 1, x = …: the value is missing: it stands behind the ="),
        ("[briefs.m", "line 1, [briefs.m: the ] at its end is missing"),
        ("[briefs.my brief]", "line 1, [briefs.my brief]: a name has no spaces: small letters, digits, - and _"),
        ('x = "canary', "line 1, x = …: the quotation mark at its end is missing"),
        ('x = "canary\ny = 1', "line 1, x = …: the quotation mark at its end is missing"),
        ("x = \"canary'\ny = 1", "line 1, x = …: the quotation mark at its end is missing"),
        ('x = "C:\\canary"', "line 1, x = …: write \\ twice, or / instead"),
        ('x = "1"; y = 2', "line 1, x = …: nothing but a # and a remark may follow a value on its line"),
        ("at = 07:00", 'line 1, at = …: text stands in quotation marks: "…"'),
        ("open = True", "line 1, open = …: write true or false, in small letters"),
        ("open = yes", "line 1, open = …: write true or false, in small letters"),
        ('\nx = ["canary"\n\n# y = [1]\nz = ["canary"]', "line 2, x = …: the list is not closed: put a comma between"),
        ('x = [1]\ny = ["canary" "canary"]', "line 2, y = …: the list is not closed: put a comma between its values"),
        ('x = [1]\ny = [\n  "canary",\n', "line 2, y = …: the list is not closed: put a comma between its values and"),
    ],
)
def test_what_is_no_toml_is_shown_with_its_line_and_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    found = faults(tmp_path, text)
    assert said in found
    assert "canary" not in found


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_bytes("zone = 'ü'".encode("utf-16"))
    with pytest.raises(ConfigError, match="save it as UTF-8"):
        load(path, {})
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load(path, TOKENS).zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"Europe/Berlin"', '"europe/berlin"', "did you mean 'Europe/Berlin'?"),
        ('"Europe/Berlin"', '"Europe/Pariss"', "did you mean 'Europe/Paris'?"),
        ('"Europe/Berlin"', '"New York"', "did you mean 'America/New_York'?"),
        ('"Europe/Berlin"', '"qqqqqqqq"', "use an IANA name"),
        ('"Europe/Berlin"', '"UTC+1"', "name a city in it, such as 'Europe/Berlin'"),
        ('"Europe/Berlin"', '"GMT -03:00"', "name a city in it, such as 'Europe/Berlin'"),
        ('"mon-fri"', '"mon to fri"', "'montofri' is not a weekday"),
        ('"mon-fri"', '"Monday through Friday"', "'mondaythroughfriday' is not a weekday"),
        ('"mon-fri"', '"mon-"', "'mon-' is not a weekday"),
        ('"mon-fri"', '"daily"', "or 'mon-sun' for every day"),
        ('at = ["07:00", "17:30"]', 'cron = "61 7 * * *"', "the first field, the minute, goes from 0 to 59"),
        ('at = ["07:00", "17:30"]', 'cron = "0 7 31 2 *"', "must be one that the months have"),
        ('"https://post.example/feed"', '"https://post office.example/feed"', "no address that a browser would take"),
        ('"smtp.example.com"', '"smtp://mail.example.com"', "email.host: must be a name such as"),
        ("[sources.post]", "[[sources]]", "sources: must be a table, written [sources.NAME]"),
    ],
)
def test_what_was_meant_is_said_where_it_can_be_known(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    assert said in faults(tmp_path, GOOD.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('[sources.post]\nurl = "https://post.example/feed"', "", "there are no sources yet"),
        ("[topics.energy]", '[sources.b]\nurl = "https://post.example/feed"\n[topics.energy]', "that of sources.post"),
        (
            '"https://post.example/feed"',
            '"https://www.example.org/feed.xml"',
            "sources.post.url: this host is set aside",
        ),
        ("[topics.energy]", '[sources.b]\nkind = "folder"\npath = "nowhere"\n[topics.energy]', "no folder nowhere yet"),
        ('words = ["wind"]', "", "topics.energy: has no words and no source"),
        ('at = ["07:00", "17:30"]', "", "briefs.morning: has no hour"),
        ('send_to = ["team", "editors"]', "", "briefs.morning: has its hour and goes nowhere"),
        ('send_to = ["team", "editors"]', 'send_to = "team"', "destinations.editors: no brief goes there"),
        ("zone =", "zone =", ""),
    ],
)
def test_what_may_not_be_meant_is_remarked_on(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    found = list(remarks(read(tmp_path, GOOD.replace(right, wrong, 1))))
    assert any(said in remark for remark in found) if said else found == []


def test_every_pattern_of_the_settings_is_said_in_words() -> None:
    from briefing.settings.schema import Settings

    def patterns(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {part["pattern"]} if isinstance(part.get("pattern"), str) else set()
            keys = set(part.get("patternProperties", {}))
            return own.union(keys, *map(patterns, part.values()))
        return set().union(*map(patterns, part)) if isinstance(part, list) else set()

    assert patterns(Settings.model_json_schema()) <= set(FORMS)


@pytest.mark.parametrize(
    "listen", ["", "127.0.0.1:0", "127.0.0.1:8080", "0.0.0.0:80", "localhost:65535", "[::1]:8080", "brief.example:443"]
)
def test_places_to_listen_at_are_a_host_and_a_port(tmp_path: Path, listen: str) -> None:
    assert read(tmp_path, f'{GOOD}\n[service]\nlisten = "{listen}"\n').service.listen == listen


@pytest.mark.parametrize("key", ["send_to", "sources", "topics"])
def test_a_list_of_one_may_be_written_without_brackets(tmp_path: Path, key: str) -> None:
    wanted = {"send_to": "team", "sources": "post", "topics": "energy"}[key]
    text = GOOD.replace('send_to = ["team", "editors"]', "") + f'{key} = "{wanted}"\n'
    assert getattr(read(tmp_path, text).briefs["morning"], key) == (wanted,)


def test_the_environment_may_hold_a_list_or_one_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_FETCH__PRIVATE_NETWORKS", "10.0.0.0/8")
    monkeypatch.setenv("BRIEFING_BRIEFS__MORNING__AT", '["08:00", "09:00"]')
    settings = read(tmp_path, GOOD)
    assert settings.fetch.private_networks == ("10.0.0.0/8",)
    assert settings.briefs["morning"].at == ("08:00", "09:00")


def test_nonsense_in_the_environment_is_a_fault_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_EMAIL", "smtp.example.com")
    monkeypatch.setenv("BRIEFING_SOURCES", "post")
    assert "sources: must be a table, written [sources.NAME]" in faults(tmp_path, GOOD)


def test_a_variable_for_a_section_that_there_is_not_is_named(tmp_path: Path) -> None:
    ours = {"SLACK_BOT_TOKEN": "xoxb-canary", "BRIEFING_CONFIG": "x", "BRIEFING_PORT": "tcp://10.0.0.1:80"}
    assert read(tmp_path, GOOD, ours)
    said = faults(tmp_path, GOOD, {**ours, "BRIEFING_SERVCE__WORKERS": "3"})
    assert said == "BRIEFING_SERVCE__WORKERS: there is no section [servce]; did you mean BRIEFING_SERVICE__…?"
