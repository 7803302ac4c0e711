"""What templates may do, ours and an operator's."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.render.child import ChildTemplates
from briefing.render.email.message import EmailRenderer
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.templates import Templates, wrapped
from briefing.render.text import TextRenderer
from tests.build import LINKS, MAIL, bridge, sample_brief


def render(folder: Path, source: str, **context: object) -> str:
    (folder / "own.html").write_text(source, encoding="utf-8")
    return Templates(str(folder)).render("own.html", **context)


@pytest.mark.parametrize("attack", ["{{7*7}}", "{% include '/etc/passwd' %}", "{{ ''.__class__ }}", "{# x #}"])
def test_c7_template_code_in_an_article_is_printed_as_it_is(attack: str) -> None:
    brief = replace(sample_brief(), title=attack, items=(replace(bridge(), headline=attack),))
    assert attack in TextRenderer().text(brief)
    assert attack.replace("'", "&#39;") in HtmlRenderer().page(brief)
    mail = EmailRenderer(sender="b@brief.example.com").render(brief, MAIL, LINKS).parts[0].content
    assert b"49" not in mail.split(b"By the numbers")[0].split(b"THE MORNING")[0].split(b"Subject:")[1].split(b"\n")[0]


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ words.day.__globals__ }}",
        "{{ brief.__init__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{{ '%s'|attr('__class__') }}",
        "{{ '{0.__class__.__mro__}'.format(1) }}",
    ],
)
def test_c8_an_operators_template_cannot_leave_the_sandbox(tmp_path: Path, source: str) -> None:
    try:
        answer = render(tmp_path, source, brief=sample_brief())
    except ConfigError:
        answer = ""
    assert "class" not in answer
    assert "module" not in answer


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(10**9) %}x{% endfor %}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ 'a' * 300000000 }}",
        "{{ 300000000 * 'a' }}",
        "{{ [1] * 300000000 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 9 ** 999999999 }}",
    ],
)
def test_c9_a_template_cannot_blow_up(tmp_path: Path, source: str) -> None:
    with pytest.raises(ConfigError):
        render(tmp_path, source)


BOMBS = {
    "time": ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", 1, "longer than 1 s"),
    "concatenation": (
        "{% set n = namespace(x='xxxxxxxx') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        30,
        "more than 200 MB",
    ),
    "padding": ("{{ 'x'.center(3000000000) }}", 30, "more than 200 MB"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_c9_what_the_sandbox_lets_through_costs_a_child_process_only(tmp_path: Path, name: str) -> None:
    source, seconds, message = BOMBS[name]
    (tmp_path / "own.txt").write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"own.txt: it .* {message}"):
        ChildTemplates(str(tmp_path), seconds=seconds, megabytes=200).render("own.txt")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% include 'own.txt' %}", "RecursionError"),
        ("{% extends 'own.txt' %}", "RecursionError"),
        ("{% import 'own.txt' as own %}", "RecursionError"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "RecursionError"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "RecursionError"),
        ("{{ ('a' * 1000)|truncate(-5) }}", "AssertionError"),
    ],
)
def test_c9_whatever_python_raises_in_a_template_names_the_template(tmp_path: Path, source: str, fault: str) -> None:
    (tmp_path / "own.txt").write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"own\.txt: {fault}"):
        ChildTemplates(str(tmp_path)).render("own.txt")


def test_a_folder_in_place_of_a_template_names_it(tmp_path: Path) -> None:
    (tmp_path / "own.txt").mkdir()
    with pytest.raises(ConfigError, match=r"own\.txt"):
        ChildTemplates(str(tmp_path)).render("own.txt")


def test_faults_found_in_a_child_are_told_as_if_found_here(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("{{ breif }}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.txt: UndefinedError: 'breif' is undefined"):
        ChildTemplates(str(tmp_path)).render("own.txt")


def test_a_misspelt_name_is_a_fault_not_a_gap(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"own\.html: UndefinedError: 'breif' is undefined"):
        render(tmp_path, "{{ breif.title }}")


def test_broken_syntax_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"own\.html: TemplateSyntaxError"):
        render(tmp_path, "{% for %}")


def test_c10_html_templates_escape_by_themselves(tmp_path: Path) -> None:
    assert render(tmp_path, "{{ x }}", x="<script>") == "&lt;script&gt;"


def test_an_operators_folder_replaces_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "story.txt").write_text("{% macro body(item) %}* {{ item.headline }}\n{% endmacro %}")
    text = TextRenderer(str(tmp_path)).text(sample_brief())
    assert "* Sound bridge toll doubles for lorries from January" in text
    assert "The top line: Bridge tolls" in text
    assert "By the numbers" not in text
    assert "By the numbers" in TextRenderer().text(sample_brief())


def test_a_template_cannot_be_read_from_outside_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="TemplateNotFound"):
        render(tmp_path, "{% include '../../etc/passwd' %}")


def test_a_link_leads_to_no_template_outside_its_folder_but_to_those_inside(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret.txt", tmp_path / "team"
    folder.mkdir()
    secret.write_text("canary")
    (folder / "away.txt").symlink_to(secret)
    with pytest.raises(ConfigError, match=r"TemplateNotFound: away\.txt"):
        render(folder, "{% include 'away.txt' %}")
    (folder / "..data").mkdir()
    (folder / "..data" / "real.txt").write_text("as a cluster mounts it")
    (folder / "mounted.txt").symlink_to(folder / "..data" / "real.txt")
    (tmp_path / "linked").symlink_to(folder)
    assert render(tmp_path / "linked", "{% include 'mounted.txt' %}") == "as a cluster mounts it"


def test_filters_of_one_format_stay_with_it() -> None:
    MarkdownRenderer()
    with pytest.raises(ConfigError):
        Templates().render("markdown/brief.md", brief=sample_brief(), links=LINKS, notes=())


def test_addresses_are_never_folded() -> None:
    address = "https://tern.example.com/" + "x" * 200
    assert address in wrapped(f"See {address} for more.")
    assert max(map(len, wrapped("漢字" * 200).splitlines())) <= 76
