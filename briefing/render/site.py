"""The pages of the web site around the briefs."""

from typing import Any

from briefing.render.html import HtmlRenderer
from briefing.render.templates import Templates


class Site:
    """Fills in the site's templates.

    Args:
        title: the name of the site.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._templates = Templates()

    def page(self, template: str, **context: Any) -> str:
        """A whole page.

        Args:
            template: its name in web/site, without ".html".
            context: what it shows.
        """
        return self._templates.render(f"web/site/{template}.html", site=self._title, **context)

    def style(self) -> str:
        """The one style sheet of all pages, those of the briefs included."""
        return HtmlRenderer().style() + self._templates.render("web/site/site.css")
