"""Wheel, source distribution and editable install all hold every file and serve every page."""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (".py", ".pt", ".txt", ".toml", ".po", ".pot", ".css", ".js", ".svg", ".woff2", ".csv", ".md")
#: Served by a process that imports the portal from where it was installed, and prints where that was.
SERVE = """
import sys, tempfile
from datetime import UTC, datetime
from pathlib import Path
import mukhtabar
from webtest import TestApp
from mukhtabar.actions.install import install
from mukhtabar.app import configure
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
site = Site.open(Settings.read({"mukhtabar.storage": "memory", "mukhtabar.data": tempfile.mkdtemp()}, {}))
with site.books.session() as (main, people):
    install(main, people, datetime.now(UTC))
app = TestApp(configure(site.settings, site).make_wsgi_app())
for language in ("", "/fr", "/zgh", "/en"):
    for path in ("/", "/regions", "/souss-massa", "/souss-massa/tata", "/consultations", "/news", "/search?q=tata", "/s",
                 "/sign-in", "/accessibility", "/sources", "/desk", "/feed", "/sitemap.xml"):
        app.get(language + path, status=200)
page = app.get("/")
app.get(page.html.find("link", rel="stylesheet")["href"], status=200)
print(Path(mukhtabar.__file__).resolve())
"""


def wanted() -> set[str]:
    """Return every file the portal consists of, as it is named once installed."""
    places = {
        "mukhtabar": ROOT / "src/mukhtabar",
        "mukhtabar/templates": ROOT / "templates",
        "mukhtabar/workflows": ROOT / "workflows",
    }
    return {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in places.items()
        for path in folder.rglob("*")
        if path.is_file() and (path.suffix in SHIPPED or path.name == "LICENSE") and "__pycache__" not in path.parts
    }


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command and return what it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the source distribution, a wheel from the tree, and a wheel from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    # A copy, because building leaves things beside the sources and workers run side by side.
    tree = folder / "tree"
    for name in ("src/mukhtabar", "templates", "workflows"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, tree / name)
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", str(folder), str(tree))
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(tree))
    sdist, wheel = next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    source = next((folder / "unpacked").iterdir())
    again = folder / "again"
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(again), str(source))
    return {"sdist": sdist, "wheel": wheel, "wheel from sdist": next(again.glob("*.whl"))}


@pytest.mark.parametrize("kind", ["wheel", "wheel from sdist"])
def test_a_wheel_holds_every_file_and_no_test(built: dict[str, Path], kind: str) -> None:
    names = {name for name in zipfile.ZipFile(built[kind]).namelist() if ".dist-info/" not in name}
    assert wanted() - names == set()
    assert not [name for name in names if not name.startswith("mukhtabar/")]


@pytest.mark.parametrize("kind", ["wheel", "wheel from sdist"])
def test_an_installed_wheel_serves_every_page(built: dict[str, Path], kind: str, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(built[kind]))
    # -S leaves out the editable install; the libraries are added after the wheel.
    libraries = sysconfig.get_path("purelib")
    start = f"import sys; sys.path[:0] = [{str(target)!r}]; sys.path.append({libraries!r})\n"
    printed = run(sys.executable, "-S", "-W", "ignore", "-c", start + SERVE, cwd=tmp_path)
    assert Path(printed.strip().splitlines()[-1]).is_relative_to(target)


def test_the_editable_install_serves_every_page(tmp_path: Path) -> None:
    printed = run(sys.executable, "-W", "ignore", "-c", SERVE, cwd=tmp_path)
    assert Path(printed.strip().splitlines()[-1]).is_relative_to(ROOT / "src")
