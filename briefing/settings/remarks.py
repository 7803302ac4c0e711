"""What is in order in the settings and may still not be what was meant."""

from collections.abc import Iterator

from briefing.settings.schema import Settings


def remarks(settings: Settings) -> Iterator[str]:
    """A sentence for each."""
    for name, brief in settings.briefs.items():
        if brief.topics and not brief.include and "off_topic" not in brief.model_fields_set:
            yield (
                f"briefs.{name}.topics: are its sections, and stories of none of them are shown too; "
                'off_topic = "skip" keeps them out, off_topic = "show" ends this remark'
            )
