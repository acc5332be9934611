"""What a release has: .ci/release on a project of its own, with a binary that says what it is made for."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
POM = "<project>\n  <groupId>dev.darkroom</groupId>\n  <artifactId>darkroom</artifactId>\n  <version>{}</version>\n  <dependencies>\n    <version>9</version></dependencies></project>\n"
CHANGES = "# Changelog\n\n## Unreleased\n\n- Not yet.\n\n## 0.1.0 2026-11-26\n\n- The first.\n\n## 0.0.1\n\n- Undated.\n"


@pytest.fixture
def project(tmp_path):
    for tool in ("readelf", "unzip", "sha256sum"):
        if not shutil.which(tool):
            pytest.skip(f"there is no {tool} here")
    (tmp_path / ".ci").mkdir()
    (tmp_path / "target").mkdir()
    shutil.copy(PROJECT / ".ci/release", tmp_path / ".ci/release")
    (tmp_path / "pom.xml").write_text(POM.format("0.1.0"))
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / "target/bom.json").write_text("{}")
    with zipfile.ZipFile(tmp_path / "target/function.zip", "w") as made:
        made.write(shutil.which("true"), "bootstrap")  # any native binary of this machine
    return tmp_path


def release(project, tag="v0.1.0"):
    own = {name: value for name, value in os.environ.items() if not name.startswith("DARKROOM_")}
    return subprocess.run([project / ".ci/release", tag, "dist"], env=own, capture_output=True, text=True, check=False)


def test_a_release_has_the_zip_its_digest_its_parts_and_its_notes(project):
    """A release: the zip by version and processor, its SHA-256, its bill of materials, the version's notes"""
    made = release(project)

    assert made.returncode == 0, made.stderr
    dist = project / "dist"
    zip_file = next(dist.glob("*.zip"))
    assert zip_file.name in ("darkroom-0.1.0-x86_64.zip", "darkroom-0.1.0-arm64.zip")
    assert (dist / f"{zip_file.name}.sha256").read_text().split() == [hashlib.sha256(zip_file.read_bytes()).hexdigest(), zip_file.name]
    assert (dist / zip_file.name.replace(".zip", ".bom.json")).read_text() == "{}"
    assert (dist / "notes.md").read_text().strip() == "- The first."


@pytest.mark.parametrize(
    "spoil, tag, said",
    [
        (lambda one: None, "v0.2.0", "the tag says 0.2.0, and pom.xml says 0.1.0"),
        (lambda one: (one / "pom.xml").write_text(POM.format("0.1.0-SNAPSHOT")), "v0.1.0", "pom.xml says 0.1.0-SNAPSHOT"),
        (lambda one: (one / "pom.xml").write_text(POM.format("0.0.1")), "v0.0.1", 'nothing under "## 0.0.1 <date>"'),
        (lambda one: (one / "target/function.zip").unlink(), "v0.1.0", "there is no target/function.zip"),
        (lambda one: zipfile.ZipFile(one / "target/function.zip", "w").close(), "v0.1.0", "it is no native one"),
        (lambda one: (one / "target/bom.json").unlink(), "v0.1.0", "there is no target/bom.json"),
    ],
    ids=["another version", "a snapshot", "no date", "no zip", "no binary", "no bill of materials"],
)
def test_what_nobody_should_deploy_is_refused(project, spoil, tag, said):
    """A release is refused: another version, a snapshot, no date in the changelog, no zip, no binary, no bill of materials"""
    spoil(project)

    made = release(project, tag)

    assert made.returncode == 1 and said in made.stderr
    assert not (project / "dist").exists()


def test_a_binary_that_wants_a_newer_glibc_is_refused(project):
    """A release is refused: a binary for a newer glibc than Lambda has"""
    script = project / ".ci/release"
    script.write_text(script.read_text().replace("newest_glibc=2.34", "newest_glibc=2.0"))

    made = release(project)

    assert made.returncode == 1 and "the binary wants glibc 2." in made.stderr
