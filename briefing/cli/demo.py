"""The demo as a person sees it."""

from pathlib import Path

from briefing.cli.output import called, note, say


def run_demo(folder: Path) -> None:
    """Run the demo, show its last brief, and name what was written."""
    from briefing.demo.run import run
    from briefing.render.text import TextRenderer

    briefs = run(folder, note)
    note("")
    first = next(iter(briefs.values()))
    say(TextRenderer().text(first))
    note(f"Written to {folder}/ for each brief: text, web page, mail (.eml), Slack blocks and JSON with provenance.")
    note(f"As readers see it: {folder}/{first.name}.html in a browser, {folder}/{first.name}.eml in a mail program.")
    note(f"Why these stories: {called()} briefs explain {first.name} --config {folder}/briefing.toml")
    note(f"Your own: {called()} init, name your feeds in briefing.toml, then {called()} check and {called()} serve.")
