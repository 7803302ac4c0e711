"""The commands."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import briefs, database, deliveries, dkim, sources, subscribers, web
from briefing.cli.context import DEFAULT, ConfigPath, shop_for, spec_for
from briefing.cli.output import AsJson, Form, called, say, show_json, write_new

SET_UP, BRIEFS, RUNNING, UPKEEP = "Set up", "News and briefs", "In operation", "People and upkeep"
"""Under which headings `briefing --help` lists the commands."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(sources.app, name="sources", rich_help_panel=SET_UP)
app.add_typer(briefs.app, name="briefs", rich_help_panel=BRIEFS)
app.add_typer(deliveries.app, name="deliveries", rich_help_panel=RUNNING)
app.add_typer(dkim.app, name="dkim", rich_help_panel=UPKEEP)
app.add_typer(subscribers.app, name="subscribers", rich_help_panel=UPKEEP)
app.add_typer(web.app, name="web", rich_help_panel=UPKEEP)
app.add_typer(database.app, name="db", rich_help_panel=UPKEEP)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"briefing {version('briefing')}")
        raise typer.Exit


@app.callback()
def everywhere(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A brief of the day's news, word for word, in Slack and by e-mail."""


Name = Annotated[str, typer.Argument(metavar="BRIEF", help="Name of a brief in the settings.")]


@app.command(rich_help_panel=SET_UP)
def init(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")] = Path(DEFAULT),
) -> None:
    """Write a commented settings file to start from."""
    from briefing.assets import folder

    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, (folder("config") / "briefing.toml").read_bytes())
    say(f"{path} written. Next: name your feeds in it, then `{called()} check`.")


@app.command(rich_help_panel=SET_UP)
def check(config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Check the settings, list every fault, and show when each brief is due."""
    from briefing.cli.checking import check_settings

    check_settings(config, as_json=as_json)


@app.command(rich_help_panel=SET_UP)
def doctor(
    config: ConfigPath = Path(DEFAULT),
    notify: Annotated[bool, typer.Option("--notify", help='Send a test to each destination that is "notify".')] = False,
    as_json: AsJson = False,
) -> None:
    """Look at everything that can go wrong in operation; one line each, with what to do."""
    from briefing.cli.doctor import examine_all

    examine_all(config, trying=notify, as_json=as_json)


@app.command(rich_help_panel=SET_UP)
def demo(
    folder: Annotated[Path, typer.Option(help="Where the brief and the demo's database go.")] = Path("var/demo"),
) -> None:
    """Make a brief from an invented sample newsroom, with everything real but the news."""
    from briefing.cli.demo import run_demo

    run_demo(folder)


@app.command(rich_help_panel=BRIEFS)
def collect(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="One source; all of them when none is named.")] = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Poll the sources now and store what they bring."""
    from briefing.cli.collecting import collect_now

    with shop_for(config) as shop:
        collect_now(shop, source, as_json)


@app.command(rich_help_panel=BRIEFS)
def run(brief: Name, config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Publish a brief now and deliver it; asked twice, it answers with the first."""
    from briefing.cli.running import run_now

    with shop_for(config) as shop:
        run_now(shop, spec_for(shop, brief), as_json)


@app.command(rich_help_panel=BRIEFS)
def preview(
    brief: Name,
    form: Form = "text",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Show a brief as it would be now; nothing is stored or sent."""
    from briefing.cli.forms import show

    with shop_for(config) as shop:
        spec = spec_for(shop, brief)
        show(shop, spec, shop.worker.publishing.preview(spec, shop.worker.clock()), "json" if as_json else form)


@app.command(rich_help_panel=RUNNING)
def bounces(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="Mails; - for one on the input.")] = None,
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Read what came back from the mailbox of the settings, or from mails, and stop writing where nobody is."""
    from briefing.cli.bounces import remember

    remember(files or (), config, as_json)


@app.command(rich_help_panel=RUNNING)
def serve(
    resume_from: Annotated[
        str,
        typer.Option(
            metavar="MOMENT",
            help="After a backup was restored: what was due until then counts as sent (2026-11-24T07:30).",
        ),
    ] = "",
    config: ConfigPath = Path(DEFAULT),
) -> None:
    """Run: collect, publish, deliver and answer until told to stop."""
    from briefing.bootstrap.patience import SERVING
    from briefing.cli import serving

    with shop_for(config, patience=SERVING) as shop:
        if resume_from:
            serving.resume_from(shop, resume_from)
        serving.serve_until_told(shop)


@app.command(rich_help_panel=RUNNING)
def worker(
    queues: Annotated[str, typer.Option(help="Only these: collect, compose, deliver, summarize; all if empty.")] = "",
    concurrency: Annotated[int, typer.Option(min=0, max=64, help="Jobs at once; 0 for what the settings say.")] = 0,
    config: ConfigPath = Path(DEFAULT),
) -> None:
    """Take a share of the jobs, beside `briefing serve` on this or another machine (PostgreSQL only)."""
    from briefing.bootstrap.patience import SERVING
    from briefing.bootstrap.queues import kinds_named
    from briefing.cli.serving import work_until_told

    with shop_for(config, kinds=kinds_named(queues), concurrency=concurrency, patience=SERVING) as shop:
        work_until_told(shop, queues)


@app.command(rich_help_panel=BRIEFS)
def summarize(
    what: Annotated[str, typer.Argument(metavar="PATH-OR-URL-OR-'-'", help="A file, an address, or standard input.")],
    sentences: Annotated[int, typer.Option(min=1, max=50, help="How many sentences.")] = 3,
    words: Annotated[int | None, typer.Option(min=1, help="A budget of words instead of sentences.")] = None,
    method: Annotated[
        str | None,
        typer.Option(
            help="salience, editorial, lead, or one of sumy's.",
            show_default="editorial as in briefs, for a bare text salience",
        ),
    ] = None,
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Summarize one article: sentences, key figures and quotes, word for word."""
    from briefing.cli.summarizing import read, result, show_result

    found = result(read(what, config), sentences, words, method)
    if as_json:
        show_json(found)
    else:
        show_result(found)
