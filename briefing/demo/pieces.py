"""The invented outlets and their articles, as values and as the files they are written in."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet.

    Attributes:
        key: its name in the articles' files.
        host: its invented host name.
        feed: what it publishes: "rss", "atom", "json", or "broken" for one that is no feed at all.
        motto: a line of its page furniture, which is not part of any article.
    """

    key: str
    host: str
    name: str
    feed: str
    motto: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, in force from a moment on."""

    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """An invented article with its versions, oldest first."""

    outlet: str
    slug: str
    author: str
    versions: tuple[Version, ...]

    def as_of(self, now: datetime) -> Version | None:
        """The version that stands at a moment; None before the first one."""
        standing = [version for version in self.versions if version.at <= now]
        return standing[-1] if standing else None


def read_outlets(file: Path) -> tuple[Outlet, ...]:
    """The outlets of a file."""
    return tuple(Outlet(**one) for one in tomllib.loads(file.read_text(encoding="utf-8"))["outlet"])


def read_pieces(folder: Path) -> tuple[Piece, ...]:
    """The articles of a folder, a file an article, in the order of their names."""
    files = sorted(folder.glob("*.toml"))
    return tuple(_piece(tomllib.loads(file.read_text(encoding="utf-8")), file.stem) for file in files)


def _piece(values: dict[str, object], slug: str) -> Piece:
    versions = values["version"]
    assert isinstance(versions, list)
    return Piece(
        outlet=str(values["outlet"]),
        slug=slug,
        author=str(values.get("author", "")),
        versions=tuple(Version(one["at"], one["title"], one["text"].strip()) for one in versions),
    )
