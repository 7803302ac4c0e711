"""Style sheets written into the elements they are for, as mail clients want it, and nothing left that did only that."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import css_inline

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_CLASS_IN_SHEET = re.compile(r"\.([A-Za-z_][\w-]*)")
_ATTRIBUTE = r"""\s+[^\s"'<>/=]+(?:="[^"]*")?"""
_TAG = re.compile(rf"<[a-z][a-z0-9]*(?:{_ATTRIBUTE})*>")
_CLASS = re.compile(r' class="([^"]*)"')


class Inliner:
    """Writes styles into elements; a sheet marked `data-css-inline="keep"` stays, with the classes that it names."""

    @cached_property
    def _inliner(self) -> "css_inline.CSSInliner":
        import css_inline  # late: 2 MB that a brief without mails does not need

        return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=False, minify_css=True)

    def __call__(self, html: str) -> str:
        """The page with its styles inside, without classes that no style sheet in it names.

        Args:
            html: a page whose text is escaped; its texts and links come back as they are.
        """
        page = str(self._inliner.inline(html))
        named = {name for sheet in _STYLE.findall(page) for name in _CLASS_IN_SHEET.findall(sheet)}

        def kept(classes: re.Match[str]) -> str:
            names = " ".join(name for name in classes[1].split() if name in named)
            return f' class="{names}"' if names else ""

        # Text holds no "<" of its own here and an attribute no quotation mark, so that only tags are met.
        return _TAG.sub(lambda tag: _CLASS.sub(kept, tag[0], count=1), page)
