from tests.unit.cli.conftest import run, site

__all__ = ["run", "site"]
