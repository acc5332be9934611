"""What can be said of the files alone."""

import re

import pytest

from harness.processes import run
from harness.template import TEMPLATE, Template
from harness.terraform import SOURCES, Terraform


def test_terraform_files_are_formatted():
    """terraform fmt -check"""
    status, said, complained = run(["terraform", "fmt", "-check", "-recursive", "-diff", str(SOURCES)])
    assert status == 0, said + complained


@pytest.mark.parametrize("root", [".", "examples/basic", "examples/step-functions"])
def test_terraform_finds_nothing_wrong(root, tmp_path):
    """terraform validate: the module and both examples"""
    Terraform(tmp_path, root).init().run("validate")


@pytest.mark.parametrize("said", ["record_retention_days=29", 'extra_env={DARKROOM_RETENTION="P1D"}'])
def test_no_record_may_die_before_what_may_still_repeat_its_event(said, tmp_path):
    """Terraform and SAM refuse records that are kept for less than 30 days"""
    providers = "image_providers={evolink={}}"
    terraform = Terraform(tmp_path, ".").init()
    refusal = terraform.run("plan", "-input=false", "-var", f"artifact={__file__}", "-var", providers, "-var", said, expect=(1,))
    assert "Invalid value for variable" in refusal[2] and "record_retention_days" in refusal[2]
    assert Template().whole["Parameters"]["RecordRetentionDays"]["MinValue"] == 30


@pytest.mark.parametrize("said", ["operator_scopes = []", 'operator_scopes = [""]', 'scopes = ["darkroom/operate"]'])
def test_no_caller_becomes_an_operator_by_mistake(said, tmp_path):
    """Terraform and SAM refuse tokens that would make every caller an operator"""
    terraform = Terraform(tmp_path, ".").init()
    jwt = f'authorization={{ type = "jwt", issuer = "https://login.example.com", audience = ["images"], {said} }}'
    refusal = terraform.run(
        "plan", "-input=false", "-var", f"artifact={__file__}", "-var", "image_providers={evolink={}}", "-var", jwt, expect=(1,)
    )
    assert "Invalid value for variable" in refusal[2] and "operator_scopes" in refusal[2]
    pattern = Template().whole["Parameters"]["JwtOperatorScopes"]["AllowedPattern"]
    assert re.fullmatch(pattern, "darkroom/operate") and not re.fullmatch(pattern, "")


def test_no_file_of_terraforms_says_in_which_partition_it_is():
    """No ARN that Terraform makes names a partition"""
    said = {path.name for path in SOURCES.rglob("*.tf") if path.name != "variables.tf" and "arn:aws" in path.read_text()}
    assert said == set()


def test_cfn_lint_finds_nothing_wrong():
    """cfn-lint finds nothing wrong"""
    status, said, complained = run(["cfn-lint", str(TEMPLATE)])
    assert status == 0, said + complained


def test_no_parameter_of_the_template_is_without_a_default_and_a_description():
    """Every parameter of the SAM template has a default and a description: sam deploy --guided asks for each"""
    for name, one in Template().whole["Parameters"].items():
        assert "Default" in one and one["Description"], name
