"""What can be said of the files alone."""

import pytest

from harness.processes import run
from harness.template import TEMPLATE
from harness.terraform import SOURCES, Terraform


def test_terraform_files_are_formatted():
    """terraform fmt -check"""
    status, said, complained = run(["terraform", "fmt", "-check", "-recursive", "-diff", str(SOURCES)])
    assert status == 0, said + complained


@pytest.mark.parametrize("root", [".", "examples/basic", "examples/step-functions"])
def test_terraform_finds_nothing_wrong(root, tmp_path):
    """terraform validate: the module and both examples"""
    Terraform(tmp_path, root).init().run("validate")


def test_cfn_lint_finds_nothing_wrong():
    """cfn-lint finds nothing wrong"""
    status, said, complained = run(["cfn-lint", str(TEMPLATE)])
    assert status == 0, said + complained


def test_no_parameter_of_the_template_is_without_a_default_and_a_description():
    """Every parameter of the SAM template has a default and a description: sam deploy --guided asks for each"""
    from harness.template import Template

    for name, one in Template().whole["Parameters"].items():
        assert "Default" in one and one["Description"], name
