"""`briefing subscribers`: who receives which brief by mail, and what they agreed to."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, settings_of
from briefing.cli.output import AsJson, note, progress_over, say, show_json, show_rows
from briefing.errors import BriefingError, Permanent

if TYPE_CHECKING:
    from briefing.model import Subscriber, Wishes
    from briefing.pipeline.subscribing import Subscribing
    from briefing.store.database import Database
    from briefing.subscribers.lists import Row

app = typer.Typer(no_args_is_help=True, help="Who receives which brief by mail, and what they agreed to.")

MOST = 1000
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="E-mail address.")]
Agreed = Annotated[
    str,
    typer.Option(help="How they agreed, for the record. Without it each gets a mail with a link to confirm."),
]
BriefNames = Annotated[list[str] | None, typer.Option("--brief", help="A brief by name; may be given several times.")]


@app.command()
def add(
    address: Address,
    brief: BriefNames = None,
    consent: Agreed = "",
    topic: Annotated[list[str] | None, typer.Option("--topic", help="Only stories of this topic.")] = None,
    day: Annotated[list[str] | None, typer.Option("--day", help="Only on this weekday: mon, tue …")] = None,
    hour: Annotated[str, typer.Option(help="Time of day on their clock, such as 07:30.")] = "",
    zone: Annotated[str, typer.Option(help="Their time zone, such as Europe/Berlin.")] = "",
    form: Annotated[str, typer.Option("--format", help="html or text.")] = "html",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Subscribe somebody: with --consent at once, otherwise once they confirm."""
    from briefing.model import Format, Wishes
    from briefing.subscribers.lists import FORMATS

    if form not in FORMATS:
        raise Permanent(f"format {form!r} is neither html nor text")
    with _desk(config) as (desk, _):
        wishes = Wishes(
            tuple(brief or _only_brief(desk)), tuple(topic or ()), tuple(day or ()), hour, zone, Format(form)
        )
        found = _subscribe(desk, address, wishes, "operator", consent)
    if as_json:
        show_json(found)
    else:
        say(_said(found))


@app.command("list")
def list_subscribers(
    standing: Annotated[str, typer.Option(help="pending, confirmed, unsubscribed or suppressed.")] = "",
    brief: Annotated[str, typer.Option(help="One brief only.")] = "",
    trail: Annotated[str, typer.Option(help="Show what this address agreed to and when.")] = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """List subscribers, or the trail of one's consent."""
    with _desk(config) as (_, store):
        if trail:
            rows = [_trail_row(line) for line in store.subscribers.trail(_known(store, trail).id)]
            show_rows(rows, as_json, "Nothing is known of this address.")
            return
        rows = [_row(one) for one in _every(store, standing, brief)]
        show_rows(rows, as_json, "There are no such subscribers.")


@app.command("import")
def import_list(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV with a column `address`, or one address a line; - for input.")
    ],
    brief: BriefNames = None,
    consent: Agreed = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Subscribe everybody in a list; lines that cannot be taken are named, the others are taken."""
    from briefing.subscribers.lists import read

    text = _text_of(file)
    with _desk(config) as (desk, _):
        names = list(desk.specs())
        # Where there are several, a line has to name its own.
        rows = list(read(text, tuple(brief or (names if len(names) == 1 else ()))))
        results = [_taken(desk, row, consent) for row in progress_over(rows, "Subscribing")]
    refused = [one for one in results if one["problem"]]
    show_rows(refused if not as_json else results, as_json, "Every line was taken.")
    note(f"{len(results) - len(refused)} taken, {len(refused)} not.")
    if refused:
        raise Permanent("not every line was taken; the others were")


@app.command()
def export(
    standing: Annotated[str, typer.Option(help="pending, confirmed, unsubscribed or suppressed.")] = "",
    brief: Annotated[str, typer.Option(help="One brief only.")] = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Print the list as CSV, as `import` reads it."""
    from briefing.subscribers.lists import write

    with _desk(config) as (_, store):
        everybody = _every(store, standing, brief)
        if as_json:
            show_json(list(everybody))
            return
        for line in write(everybody):
            typer.echo(line, nl=False)


@app.command()
def remove(
    address: Address,
    unsubscribe: Annotated[bool, typer.Option("--unsubscribe", help="Keep the address, so that it stays out.")] = False,
    config: ConfigPath = Path(DEFAULT),
) -> None:
    """Erase somebody altogether, or with --unsubscribe only end what they receive."""
    from briefing.subscribers.rules import Origin

    with _desk(config) as (desk, store):
        known = _known(store, address)
        if unsubscribe:
            desk.leave(known, "", Origin("operator"))
            say(f"{known.address} receives nothing any more, and cannot be added again by an import.")
            return
        store.subscribers.remove(known.id)
    say("Erased: address and wishes are gone. What was agreed to and when is kept without the address.")


@contextmanager
def _desk(config: Path) -> "Iterator[tuple[Subscribing, Database]]":
    from briefing.bootstrap.fetching import utc_now
    from briefing.bootstrap.subscribing import subscribing
    from briefing.bootstrap.workshop import opened

    settings = settings_of(config)
    with opened(settings) as store:
        yield subscribing(settings, store, utc_now), store


def _only_brief(desk: "Subscribing") -> Sequence[str]:
    """The one brief there is."""
    names = list(desk.specs())
    if len(names) != 1:
        raise Permanent(f"name a brief with --brief; there are: {', '.join(names) or 'none yet'}")
    return names


def _subscribe(desk: "Subscribing", address: str, wishes: "Wishes", how: str, consent: str) -> "Subscriber":
    from briefing.subscribers.rules import Origin

    origin = Origin(how, words=consent)
    return desk.add(address, wishes, origin) if consent else desk.invite(address, wishes, origin)


def _taken(desk: "Subscribing", row: "Row", consent: str) -> dict[str, object]:
    problem, standing = row.problem, ""
    if not problem:
        try:
            standing = _subscribe(desk, row.address, row.wishes, "import", consent).standing.value
        except BriefingError as error:
            problem = str(error)
    return {"line": row.number, "address": row.address, "standing": standing, "problem": problem}


def _known(store: "Database", address: str) -> "Subscriber":
    found = store.subscribers.of_address(address.strip())
    if found is None:
        raise Permanent(f"nobody with the address {address} is known")
    return found


def _every(store: "Database", standing: str, brief: str) -> "Iterator[Subscriber]":
    last = ""
    while page := store.subscribers.find(standing=standing, brief=brief, after=last, limit=MOST):
        yield from page
        last = page[-1].id


def _row(one: "Subscriber") -> dict[str, object]:
    wishes = one.wishes
    when = " ".join(part for part in (",".join(wishes.days), wishes.hour, wishes.zone) if part)
    return {
        "address": one.address,
        "standing": one.standing.value,
        "briefs": ", ".join(wishes.briefs),
        "topics": ", ".join(wishes.topics),
        "when": when,
        "format": wishes.format.value,
        "since": one.updated,
        "reason": one.reason,
    }


def _trail_row(line: object) -> dict[str, object]:
    return {name: getattr(line, name) for name in ("moment", "event", "how", "origin", "words")}


def _said(one: "Subscriber") -> str:
    if one.standing.value == "pending":
        return f"{one.address} gets a mail with a link to confirm; a running service sends it within seconds."
    return f"{one.address} is {one.standing.value}: {', '.join(one.wishes.briefs) or 'no brief'}."


def _text_of(file: Path) -> str:
    from briefing.subscribers.lists import MOST_BYTES

    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if str(file) == "-" else file.read_bytes()
        if len(data) > MOST_BYTES:
            raise Permanent(f"{file} is longer than a list of addresses can be")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise Permanent(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Permanent(f"{file} is not text in UTF-8: save it as CSV UTF-8") from None
