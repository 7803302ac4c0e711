"""The model's names are looked up on first use."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

from briefing import model


def test_every_name_of_the_model_can_be_had() -> None:
    assert {name for name in model.__all__ if getattr(model, name) is None} == set()


def test_every_class_of_the_model_has_its_name_in_front() -> None:
    for room in pkgutil.iter_modules(model.__path__):
        module = importlib.import_module(f"briefing.model.{room.name}")
        made_here = {name: value for name, value in vars(module).items() if isinstance(value, type)}
        own = {name: value for name, value in made_here.items() if value.__module__ == module.__name__}
        assert own
        assert {name: getattr(model, name) for name in own} == own
        assert own.keys() <= set(model.__all__)


def test_another_name_is_none_of_the_model() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Newspaper'"):
        getattr(model, "Newspaper")  # noqa: B009  (the type checker knows that there is none)


def test_reading_a_feed_makes_the_classes_of_no_other_stage() -> None:
    code = "import sys, briefing; briefing.parse_feed(b'<rss><channel/></rss>'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.rpartition(".")[2] for name in loaded if name.startswith("briefing.model.")}
    assert rooms == {"collecting"}
