"""One stack for all tests of a run, in the order in which its life goes; and a table of what was shown."""

import os
import zipfile
from pathlib import Path

import pytest

from harness.cloud import Cloud
from harness.darkroom import NOBODY, WEBHOOK_SECRET, Darkroom
from harness.provider import Door, Simulator
from harness.resources import Resources
from harness.terraform import Terraform

ORDER = ["test_text.py", "test_forms.py", "test_rules.py", "test_flows.py", "test_steps.py", "test_rights.py", "test_end.py"]
PROVIDERS = ["evolink", "liangxin", "modellix"]
WEBHOOK_SECRET_PARAMETER = "/of-mine/webhook-secret"


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: ORDER.index(item.path.name))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def zip_file(folder):
    """The native zip, or one that is good enough to be deployed."""
    real = Path(os.environ["DARKROOM_ZIP"])
    if real.is_file():
        return real
    made = folder / "nothing.zip"
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("bootstrap", "#!/bin/sh\nexit 1\n")
    return made


@pytest.fixture(scope="session")
def cloud(folder):
    one = Cloud(folder)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def simulator(folder):
    if not Path(os.environ["DARKROOM_ZIP"]).is_file():
        pytest.skip("there is no native zip at DARKROOM_ZIP: nothing can be driven")
    one = Simulator(folder)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def door(simulator):
    one = Door(simulator.url)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def addresses(request, cloud):
    """Where providers are, and what the functions must know beyond what the module tells them."""
    if Path(os.environ["DARKROOM_ZIP"]).is_file():
        door, simulator = request.getfixturevalue("door").url, request.getfixturevalue("simulator").url
    else:
        door = simulator = "http://localhost:1"
    extra = {
        "DARKROOM_CALLBACK_BASE_URL": cloud.front,
        "DARKROOM_S3_PATH_STYLE": "true",
        "DARKROOM_DELIVERY_TRUSTED_ORIGINS": f"{simulator},{NOBODY}",
    }
    return {name: f"{door}/{name}" for name in PROVIDERS}, extra


@pytest.fixture(scope="session")
def terraform(folder, cloud, zip_file, addresses):
    urls, extra = addresses
    providers = "\n".join(f'    {name} = {{ base_url = "{url}" }}' for name, url in urls.items())
    variables = "\n".join(f'    {name} = "{value}"' for name, value in extra.items())
    root = f"""
module "darkroom" {{
  source = "../terraform"

  artifact                 = "{zip_file}"
  image_retention_days     = 30
  reference_buckets        = ["references-of-others"]
  webhook_secret_parameter = "{WEBHOOK_SECRET_PARAMETER}"
  deletion_protection      = false
  image_providers = {{
{providers}
  }}
  extra_env = {{
{variables}
  }}
}}

output "darkroom" {{
  value = module.darkroom
}}
"""
    return Terraform(folder, root, cloud.environment()).init()


@pytest.fixture(scope="session")
def plan(terraform):
    """What Terraform would do to an empty account."""
    return terraform.plan()


@pytest.fixture(scope="session")
def applied(terraform, plan):
    terraform.apply()
    return terraform


@pytest.fixture(scope="session")
def made(applied):
    """Everything that the module has made."""
    return Resources(applied.state()["values"])


@pytest.fixture(scope="session")
def darkroom(applied, cloud, door):
    """With keys, and somebody who listens to outcomes."""
    one = Darkroom(cloud, applied.outputs()["darkroom"], door)
    one.put_keys()
    cloud.client("ssm").put_parameter(Name=WEBHOOK_SECRET_PARAMETER, Value=WEBHOOK_SECRET, Type="SecureString")
    one.listen()
    return one


# ---------------------------------------------------------------- the table of what was shown

SHOWN = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.when == "call" or report.skipped or (report.failed and report.when == "setup"):
        words = (item.function.__doc__ or item.originalname.removeprefix("test_").replace("_", " ")).strip().split("\n")[0]
        case = getattr(item, "callspec", None)
        SHOWN.append((item.path.stem.removeprefix("test_"), words + (f" ({case.id})" if case else ""), report.outcome, call.duration))


def pytest_terminal_summary(terminalreporter):
    write = terminalreporter.write_line
    write("")
    write("| part | what | result | s |")
    write("|---|---|---|---|")
    for part, words, outcome, seconds in SHOWN:
        write(f"| {part} | {words} | {outcome} | {seconds:.1f} |")
