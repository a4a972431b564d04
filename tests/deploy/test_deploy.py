"""What deploy/ holds, read by those who know its kinds: nobody here wrote these judges."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))


def _run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name(str(command[0]))
    found = [str(program) if program.exists() else str(command[0]), *map(str, command[1:])]
    return subprocess.run(found, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


def test_the_dockerfile_is_as_it_should_be():
    judged = _run("hadolint", DEPLOY / "Dockerfile")
    assert judged.returncode == 0, judged.stdout


def test_neither_image_runs_as_root():
    """The last user of every image that is handed out is a number other than 0."""
    text = (DEPLOY / "Dockerfile").read_text()
    stages = re.findall(r"^FROM \S+ AS (\w+)$(.*?)(?=^FROM|\Z)", text, re.M | re.S)
    users = {name: re.findall(r"^USER (\d+)", stage, re.M) for name, stage in stages}
    assert all(int(users[name][-1]) > 0 for name in ("page", "front"))


def test_what_the_image_takes_is_what_the_page_imports():
    """Every folder and module at the top level that is code of the page, and no other."""
    taken = set(re.findall(r"^!([\w.]+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M))
    code = {path.name for path in ROOT.glob("*.py")}
    code |= {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert taken == code | {"requirements.txt", "LICENSE"}


def test_compose_keeps_to_its_schema():
    judged = _run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.name)
def test_the_manifests_keep_to_the_schemas_of_kubernetes(manifest: Path):
    judged = _run("kubernetes-validate", "--strict", manifest)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "passed" in judged.stdout + judged.stderr


def _resources() -> dict[tuple[str, str], dict]:
    found = {}
    for manifest in MANIFESTS:
        for each in yaml.safe_load_all(manifest.read_text()):
            found[each["kind"], each["metadata"]["name"]] = each
    return found


def test_the_manifests_mean_each_other():
    """What one says of another is there: labels, ports, secrets, the name that nginx looks up."""
    there = _resources()
    for kind, name in list(there):
        if kind == "Deployment":
            template = there[kind, name]["spec"]["template"]
            labels = template["metadata"]["labels"]
            assert there[kind, name]["spec"]["selector"]["matchLabels"] == labels
            assert there["PodDisruptionBudget", name]["spec"]["selector"]["matchLabels"] == labels
            (container,) = template["spec"]["containers"]
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert template["spec"]["securityContext"]["runAsNonRoot"] is True
    page = there["Deployment", "adamscope-page"]["spec"]["template"]
    front = there["Deployment", "adamscope-front"]["spec"]["template"]
    assert there["Service", "adamscope-page"]["spec"]["clusterIP"] == "None"
    assert there["Service", "adamscope-page"]["spec"]["selector"] == page["metadata"]["labels"]
    assert there["Service", "adamscope"]["spec"]["selector"] == front["metadata"]["labels"]
    named = {each["name"]: each.get("value") for each in front["spec"]["containers"][0]["env"]}
    assert named["REPLICAS_AT"].startswith("adamscope-page.$(NAMESPACE).svc")
    allowed = there["NetworkPolicy", "adamscope-page"]["spec"]["ingress"][0]["from"]
    assert [each["podSelector"]["matchLabels"] for each in allowed] == [front["metadata"]["labels"]]
    assert (
        there["HorizontalPodAutoscaler", "adamscope-page"]["spec"]["scaleTargetRef"]["name"]
        == "adamscope-page"
    )
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert page["spec"]["containers"][0][probe]["httpGet"]["path"] == "/_stcore/health"


def test_systemd_finds_nothing_wrong(tmp_path: Path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine")
    # The program that it starts is not on this machine.
    text = (DEPLOY / "systemd" / "adamscope@.service").read_text()
    assert "/srv/adamscope/.venv/bin/streamlit" in text
    unit = tmp_path / "adamscope@.service"
    unit.write_text(text.replace("/srv/adamscope/.venv/bin/streamlit", "/bin/true"))
    judged = _run("systemd-analyze", "verify", tmp_path / "adamscope@8501.service")
    assert (judged.returncode, judged.stderr) == (0, "")


def test_the_same_secret_is_asked_for_everywhere():
    """With secrets of their own, a reader whom another replica takes over would be a stranger to it."""
    for name in ("compose.yaml", "systemd/adamscope@.service", "kubernetes/page.yaml"):
        assert "STREAMLIT_SERVER_COOKIE_SECRET" in (DEPLOY / name).read_text()


def test_the_files_are_laid_out_where_the_page_asks_for_them(tmp_path: Path):
    from interface.files import PLOTLY_PATH, SCRIPT_PATH, STYLE_PATH
    from interface.server import STREAMLIT

    laid = _run("python", DEPLOY / "lay_out.py", tmp_path)
    assert laid.returncode == 0, laid.stderr
    page = (STREAMLIT / "index.html").read_text()
    asked = re.findall(r'(?:src|href)="\./(static/[^"]+)"', page)
    assert asked
    for path in (PLOTLY_PATH, SCRIPT_PATH, STYLE_PATH, *asked):
        assert (tmp_path / path).is_file(), path
    assert (tmp_path / f"{PLOTLY_PATH}.gz").stat().st_size < (tmp_path / PLOTLY_PATH).stat().st_size / 2


def test_an_image_is_built(tmp_path: Path):
    if not shutil.which("buildah"):
        pytest.skip("no buildah on this machine")
    built = _run("buildah", "bud", "--target", "page", "--ignorefile", DEPLOY / "Dockerfile.dockerignore",
                 "-f", DEPLOY / "Dockerfile", "-t", "adamscope-page", ROOT)  # fmt: skip
    assert built.returncode == 0, built.stderr


def test_a_container_says_whether_it_is_healthy(monkeypatch: pytest.MonkeyPatch):
    from tests.browser.conftest import free_port

    monkeypatch.setenv("STREAMLIT_SERVER_PORT", port := str(free_port()))
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/see/adam/")
    judged = _run("python", DEPLOY / "healthy.py")
    assert judged.returncode == 1
    assert f"http://127.0.0.1:{port}/see/adam/_stcore/health" in judged.stderr
