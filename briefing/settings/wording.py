"""One fault of one key, as the library reports it, as a sentence that names the key and says what it must be."""

import difflib

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefing.settings.forms import FORMS
from briefing.settings.schema import DESTINATIONS, SECTIONS, Settings
from briefing.settings.secrets import SECRETS

TEXT = "must be text in quotation marks"
LIST = 'must be text in quotation marks, or a list of such: ["…", "…"]'
WHOLE = "must be a whole number, without quotation marks"
NUMBER = "must be a number, without quotation marks"
TRUTH = "must be true or false, without quotation marks"
TABLE = "must be a table, written [{place}]"

# By the library's names of its errors; what stands in braces comes with the fault.
MEANINGS: dict[str, str] = {
    "missing": "is missing",
    "union_tag_not_found": "has no channel: add channel = one of {expected_tags}",
    "union_tag_invalid": "there is no channel '{tag}'; there are: {expected_tags}",
    "literal_error": "must be {expected}",
    "string_type": TEXT,
    "tuple_type": LIST,
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "bool_type": TRUTH,
    "bool_parsing": TRUTH,
    "dict_type": TABLE,
    "model_type": TABLE,
    "model_attributes_type": TABLE,
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "string_too_short": "must not be empty",
    "string_too_long": "has more than {max_length} characters",
    "too_short": "must not be empty",
    "value_error": "{error}",
}


def sentence(fault: ErrorDetails) -> str:
    """The fault in words; what was written is not repeated, since it may be a secret."""
    place = _place(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{place}: unknown key{_suggestion(fault['loc'])}"
    context = {"expected_tags": ", ".join(map(repr, DESTINATIONS)), **fault.get("ctx", {})}
    if fault["type"] == "string_pattern_mismatch":
        return f"{place}: must be {FORMS[context['pattern']]}"
    meaning = MEANINGS.get(fault["type"])
    if meaning is None:
        return f"{place}: {fault['msg'][0].lower()}{fault['msg'][1:]}"
    return f"{place}: {meaning.format(place=_written(fault['loc']), **context)}"


def _written(location: tuple[int | str, ...]) -> str:
    """How the table is written whose place it is."""
    of_many = len(location) == 1 and location[0] in ("sources", "topics", "destinations", "briefs")
    return f"{_place(location)}.NAME" if of_many else _place(location)


def _place(location: tuple[int | str, ...]) -> str:
    """Where it stands, as a reader of the file would say it, without the library's notes on kinds."""
    parts = [part for part in location if part not in DESTINATIONS or part == location[0]]
    if parts[-1] == "[key]":
        return f"{parts[0]}: the name {parts[1]!r}"
    return ".".join(map(str, parts))


def _suggestion(location: tuple[int | str, ...]) -> str:
    """The known key that is most like the last part of an unknown one, or where a secret belongs."""
    section = _section(location[:-1])
    fields = section.model_fields if section else {}
    close = difflib.get_close_matches(str(location[-1]), list(fields), 1)
    if not close:
        return ""
    variables = {place: variable for variable, place in SECRETS.items()}
    variable = variables.get((str(location[0]), close[0]))
    return f"; a secret does not belong into the file: set {variable}" if variable else f"; did you mean {close[0]!r}?"


def _section(location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that describes a place in the settings."""
    if not location:
        return Settings
    if location[0] == "destinations":
        return DESTINATIONS.get(str(location[-1]))
    return SECTIONS.get(str(location[0]))
