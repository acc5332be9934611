"""Terraform in a folder of its own, so that nothing is left in the sources."""

import json
import os
import shutil
from pathlib import Path

from harness.processes import run

SOURCES = Path(__file__).parents[2] / "terraform"
NO_STATE = shutil.ignore_patterns(".terraform*", "terraform.tfstate*")

# Against an emulator: an error must not become minutes of silent retries; a connection that broke may be made anew.
PROVIDER = """
provider "aws" {
  max_retries       = 4
  s3_use_path_style = true
}
"""


class Terraform:
    def __init__(self, folder, root, env=None):
        """root: path of the root module below infra/terraform, or the text of one that has ./terraform beside it."""
        shutil.copytree(SOURCES, folder / "terraform", ignore=NO_STATE)
        if "\n" in root:
            self.folder = folder / "stack"
            self.folder.mkdir()
            (self.folder / "main.tf").write_text(root)
        else:
            self.folder = folder / "terraform" / root
        (self.folder / "provider_override.tf").write_text(PROVIDER)
        self.env = os.environ | {"TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"} | (env or {})
        mirror = os.environ.get("TF_PLUGIN_MIRROR")
        if mirror:
            config = folder / "terraform.rc"
            config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
            self.env["TF_CLI_CONFIG_FILE"] = str(config)

    def init(self):
        self.run("init", "-input=false")
        return self

    def run(self, command, *arguments, expect=(0,)):
        """Its exit status, if that is expected, what it said, and what it complained of."""
        status, said, complained = run(["terraform", command, "-no-color", *arguments], 1200, cwd=self.folder, env=self.env)
        assert status in expect, f"terraform {command} answered {status}:\n{(said + complained)[-4000:]}"
        return status, said, complained

    def apply(self):
        return self.run("apply", "-auto-approve", "-input=false")

    def destroy(self):
        return self.run("destroy", "-auto-approve", "-input=false")

    def plan(self):
        """What it would do, in full."""
        self.run("plan", "-input=false", "-out=plan")
        return json.loads(self.run("show", "-json", "plan")[1])

    def drift(self):
        """0: no changes, 2: changes; and what it said."""
        return self.run("plan", "-detailed-exitcode", "-input=false", expect=(0, 2))[:2]

    def state(self):
        return json.loads(self.run("show", "-json")[1])

    def outputs(self):
        return {name: one["value"] for name, one in json.loads(self.run("output", "-json")[1]).items()}
