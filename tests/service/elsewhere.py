"""A process on a machine of its own: python -m tests.service.elsewhere SETTINGS MOMENT. Does what is due then."""

import sys
from datetime import datetime
from pathlib import Path

from tests.service.scene import Hands, open_scene, work_off


def main(settings: Path, moment: datetime) -> None:
    with open_scene(settings, Hands(moment)) as shop:
        work_off(shop)


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
