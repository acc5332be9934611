"""What can be said of the files alone."""

import subprocess

import pytest

from harness.template import TEMPLATE
from harness.terraform import SOURCES, Terraform


def test_terraform_files_are_formatted():
    done = subprocess.run(["terraform", "fmt", "-check", "-recursive", "-diff", str(SOURCES)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("root", [".", "examples/basic", "examples/step-functions"])
def test_terraform_finds_nothing_wrong(root, tmp_path):
    Terraform(tmp_path, root).init().run("validate")


def test_cfn_lint_finds_nothing_wrong():
    done = subprocess.run(["cfn-lint", str(TEMPLATE)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_parameter_of_the_template_is_without_a_default_and_a_description():
    """sam deploy --guided asks for each: whoever presses return all the way gets a stack that works."""
    from harness.template import Template

    for name, one in Template().whole["Parameters"].items():
        assert "Default" in one and one["Description"], name
