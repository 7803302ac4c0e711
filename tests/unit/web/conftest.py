"""A scene for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.web.scene import Scene, open_scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = open_scene(tmp_path)
    yield scene
    scene.store.close()
