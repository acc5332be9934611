"""No key is in what Terraform writes down: not after a second apply, and not after an upgrade from a module that managed the parameters."""

import shutil

import pytest

from harness.darkroom import CALLBACK_KEYS, PROVIDER_KEY, put_keys
from harness.terraform import SOURCES, Terraform

SECRETS = [CALLBACK_KEYS, PROVIDER_KEY]

# The parameters of keys.tf as they were managed until the keys were found in states.
FORMER_KEYS = """
locals {
  callback_keys_parameter = "/${var.name}/callback-keys"
  provider_key_parameters = { for name, one in var.image_providers : name => "/${var.name}/providers/${name}/api-key" }
}

resource "aws_ssm_parameter" "callback_keys" {
  count = var.callback_keys_parameter == null ? 1 : 0
  name  = local.callback_keys_parameter
  type  = "SecureString"
  value = "placeholder"

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_ssm_parameter" "provider_key" {
  for_each = { for name, one in var.image_providers : name => one if one.key_parameter == null }
  name     = local.provider_key_parameters[each.key]
  type     = "SecureString"
  value    = "placeholder"

  lifecycle {
    ignore_changes = [value]
  }
}
"""

OUTPUT = """
output "key_parameters" {
  value = merge({ callback = local.callback_keys_parameter }, local.provider_key_parameters)
}
"""


def written(terraform):
    """Everything that Terraform has written down in its folder, and what is in the plan that lies there."""
    files = [path for path in terraform.folder.iterdir() if path.is_file() and path.name.startswith(("terraform.tfstate", "plan"))]
    assert {path.name for path in files} >= {"terraform.tfstate", "plan"}
    readable = [terraform.run("show", "-json", *what)[1] for what in ([], ["plan"])]
    return readable + [path.read_text(errors="replace") for path in files]


def secrets_in(texts):
    return [secret for secret in SECRETS for text in texts if secret in text]


def test_a_second_apply_writes_no_key_down(applied, cloud):
    """Keys are put, the module is applied again: no key is in the state, its backup or a plan"""
    put_keys(cloud, applied.outputs()["darkroom"]["key_parameters"])

    applied.apply()
    applied.plan()

    assert secrets_in(written(applied)) == []


@pytest.fixture
def former(tmp_path, cloud):
    """A stack of the former module, of which only its parameters matter, with keys in them."""
    root = """
module "darkroom" {
  source          = "./module"
  name            = "former"
  artifact        = "main.tf"
  image_providers = { evolink = {} }
}

output "key_parameters" {
  value = module.darkroom.key_parameters
}
"""
    terraform = Terraform(tmp_path, root, cloud.environment())
    module = terraform.folder / "module"
    module.mkdir()
    for name in ("main.tf", "variables.tf", "versions.tf"):
        shutil.copy(SOURCES / name, module)
    (module / "keys.tf").write_text(FORMER_KEYS + OUTPUT)
    terraform.init().apply()
    put_keys(cloud, terraform.outputs()["key_parameters"])
    terraform.apply()
    return terraform, module


def test_an_upgrade_forgets_the_parameters_and_leaves_them(former, cloud):
    """An upgrade from the module that managed the keys: they leave the state, and stay where they are"""
    terraform, module = former
    parameters = terraform.outputs()["key_parameters"]
    assert set(secrets_in([(terraform.folder / "terraform.tfstate").read_text()])) == set(SECRETS)  # as it was found

    (module / "keys.tf").write_text((SOURCES / "keys.tf").read_text() + OUTPUT)
    said = terraform.apply()[1]

    assert "0 destroyed" in said
    assert secrets_in([(terraform.folder / "terraform.tfstate").read_text()]) == []
    for name in parameters.values():
        assert cloud.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"] in SECRETS
    cloud.client("ssm").delete_parameters(Names=list(parameters.values()))
