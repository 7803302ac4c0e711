"""The files for many machines are true: they can be read, and what they run, set and mount exists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from briefing.cli.app import app
from briefing.settings.reading import checked
from briefing.settings.schema import PREFIX, Settings
from briefing.settings.secrets import SECRETS

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OF_POSTGRES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def compose() -> Any:
    return yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))


def manifests() -> list[Any]:
    return list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")))


def containers(value: Any) -> Iterator[dict[str, Any]]:
    """Every container of a manifest."""
    if isinstance(value, dict):
        yield from value.get("containers", ())
        for inner in value.values():
            yield from containers(inner)


def commands() -> list[list[str]]:
    services = [one["command"] for name, one in compose()["services"].items() if name != "database"]
    return [*services, *(one["args"] for manifest in manifests() for one in containers(manifest))]


@pytest.mark.parametrize("number", range(5))
def test_every_command_exists_with_its_options(number: int) -> None:
    assert len(commands()) == 5
    words = iter(map(str, commands()[number]))
    found: Any = get_command(app)
    while hasattr(found, "commands"):
        found = found.commands[next(words)]
    known = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_variable_is_one_that_the_settings_read() -> None:
    named = {name for one in compose()["services"].values() for name in one.get("environment", {})} - OF_POSTGRES
    named |= set(re.findall(r"--from-literal=(\w+)=", (ROOT / "deploy" / "kubernetes.yaml").read_text()))
    named |= set(re.findall(r"(BRIEFING_\w+)=", DOCKERFILE)) - {"BRIEFING_CONFIG"}
    assert {"BRIEFING_DATABASE", "SIGNING_KEY", "BRIEFING_SERVICE__LISTEN"} <= named
    for name in named - SECRETS.keys():
        fields: Any = Settings.model_fields
        for part in name.removeprefix(PREFIX).lower().split("__"):
            assert part in fields, name
            fields = getattr(fields[part].annotation, "model_fields", {})


def test_the_settings_of_the_example_are_accepted() -> None:
    given = next(one["data"]["briefing.toml"] for one in manifests() if one["kind"] == "ConfigMap")
    environment = {"SLACK_BOT_TOKEN": "xoxb-test"}
    assert "morning" in checked(tomllib.loads(given), environment).briefs


def test_two_workers_run_beside_serve_and_get_the_time_that_draining_takes() -> None:
    services = compose()["services"]
    assert services["worker"]["deploy"]["replicas"] == 2
    assert services["serve"]["stop_grace_period"] == services["worker"]["stop_grace_period"] == "30s"
    deployments = {one["metadata"]["name"]: one["spec"] for one in manifests() if one["kind"] == "Deployment"}
    assert deployments["worker"]["replicas"] == 2
    for one in deployments.values():
        assert one["template"]["spec"]["terminationGracePeriodSeconds"] == 30
        assert one["selector"]["matchLabels"] == one["template"]["metadata"]["labels"]


def test_ports_probes_user_and_mounts_are_those_of_the_image() -> None:
    serve = next(containers(next(one for one in manifests() if one["metadata"]["name"] == "serve")))
    port = int(re.findall(r"^EXPOSE (\d+)", DOCKERFILE, re.MULTILINE)[0])
    assert [one["containerPort"] for one in serve["ports"]] == [port]
    assert compose()["services"]["serve"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    web = (ROOT / "briefing" / "web" / "app.py").read_text(encoding="utf-8")
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert f'"{serve[probe]["httpGet"]["path"]}"' in web
    config = re.findall(r"BRIEFING_CONFIG=(\S+)", DOCKERFILE)[0]
    for manifest in manifests():
        for one in containers(manifest):
            assert Path(config).parent.as_posix() in [mount["mountPath"] for mount in one["volumeMounts"]]
            names = {volume["name"] for volume in manifest_volumes(manifest)}
            assert {mount["name"] for mount in one["volumeMounts"]} <= names
    assert compose()["services"]["worker"]["volumes"] == [f"./briefing.toml:{config}:ro"]
    [user] = {one["runAsUser"] for one in security(manifests())}
    assert f"--uid {user} " in DOCKERFILE


def manifest_volumes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("volumes", ())
        for inner in value.values():
            yield from manifest_volumes(inner)


def security(value: Any) -> Iterator[dict[str, Any]]:
    """Every security context that names a user."""
    if isinstance(value, dict):
        if "runAsUser" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from security(inner)
