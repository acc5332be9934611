"""Terraform in a folder of its own, so that nothing is left in the sources."""

import json
import os
import shutil
import subprocess
from pathlib import Path

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
        self.run("init", "-input=false", seconds=180)
        return self

    def run(self, command, *arguments, seconds=120, expect=(0,)):
        done = subprocess.run(
            ["terraform", command, "-no-color", *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
        )
        said = done.stdout + done.stderr
        assert done.returncode in expect, f"terraform {command} answered {done.returncode}:\n{said[-4000:]}"
        return done

    def apply(self):
        return self.run("apply", "-auto-approve", "-input=false", seconds=400)

    def destroy(self):
        return self.run("destroy", "-auto-approve", "-input=false", seconds=300)

    def plan(self):
        """What it would do, in full."""
        self.run("plan", "-input=false", "-out=plan", seconds=200)
        return json.loads(self.run("show", "-json", "plan").stdout)

    def drift(self):
        """0: no changes, 2: changes; and what it said."""
        done = self.run("plan", "-detailed-exitcode", "-input=false", seconds=200, expect=(0, 2))
        return done.returncode, done.stdout

    def state(self):
        return json.loads(self.run("show", "-json").stdout)

    def outputs(self):
        return {name: one["value"] for name, one in json.loads(self.run("output", "-json").stdout).items()}
