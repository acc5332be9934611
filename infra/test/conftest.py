"""One stack for all tests of a run, in the order in which its life goes; and a page of what was shown."""

import os
import shutil
import signal
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harness.cloud import Cloud
from harness.darkroom import NOBODY, WEBHOOK_SECRET, Darkroom, put_keys
from harness.options import Elsewhere
from harness.page import Shown, page
from harness.processes import stop_all
from harness.provider import Door, Simulator
from harness.resources import Resources
from harness.terraform import SOURCES, Terraform

ORDER = [
    "test_text.py", "test_redrive.py", "test_release.py", "test_forms.py", "test_rules.py", "test_callers.py", "test_keys.py", "test_options.py",
    "test_flows.py", "test_control.py", "test_steps.py", "test_documents.py", "test_rights.py", "test_end.py", "test_page.py",
]  # fmt: skip
PROVIDERS = ["evolink", "liangxin", "modellix"]
WEBHOOK_SECRET_PARAMETER = "/of-mine/webhook-secret"


# ---------------------------------------------------------------- nothing is left behind, however it ends


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Everything that is written lies in one folder, even what the functions and their local AWS write."""
    config.own_folder = Path(tempfile.mkdtemp(prefix="darkroom-infra-")).resolve()
    config.option.basetemp = str(config.own_folder / "tests")
    os.environ["TMPDIR"] = tempfile.tempdir = str(config.own_folder)
    on_interruption(interrupted)


def interrupted(number, frame):
    """Ends the run as Ctrl-C does; a second one does not end the cleaning up."""
    on_interruption(signal.SIG_IGN)
    raise KeyboardInterrupt


def on_interruption(handler):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def pytest_unconfigure(config):
    on_interruption(signal.SIG_IGN)
    stop_all(config.own_folder)
    shutil.rmtree(config.own_folder)


# ---------------------------------------------------------------- the stack


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session, items):
    items.sort(key=lambda item: ORDER.index(item.path.name))
    session.is_whole = {item.path.name for item in items} == set(ORDER)


def pytest_deselected(items):
    items[0].session.is_whole = False


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
{state_machine_of_the_example()}
"""
    return Terraform(folder, root, cloud.environment()).init()


def state_machine_of_the_example():
    """All that the example has beside the module, for it to wait on this stack."""
    text = (SOURCES / "examples/step-functions/main.tf").read_text()
    machine = text[text.index('resource "aws_sfn_state_machine"') : text.index('output "key_parameters"')]
    assert "module.darkroom.submit_queue.url" in machine and 'output "state_machine_arn"' in machine
    return machine


@pytest.fixture(scope="session")
def plan(terraform):
    """What Terraform would do to an empty account."""
    return terraform.plan()


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory, cloud, zip_file):
    """The second stack, on its way: most of an apply is waiting."""
    one = Elsewhere(tmp_path_factory.mktemp("elsewhere"), cloud, zip_file)
    with ThreadPoolExecutor() as background:
        yield background.submit(lambda: one.terraform.apply() and one)


@pytest.fixture(scope="session")
def applied(request, terraform, plan):
    if any("elsewhere" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("elsewhere")
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
    put_keys(cloud, one.outputs["key_parameters"])
    cloud.client("ssm").put_parameter(Name=WEBHOOK_SECRET_PARAMETER, Value=WEBHOOK_SECRET, Type="SecureString")
    one.listen()
    return one


# ---------------------------------------------------------------- what was shown

SHOWN = []


@pytest.fixture
def shown():
    return SHOWN


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    part = item.path.stem.removeprefix("test_")
    if part != "page" and (report.when == "call" or report.outcome != "passed"):
        words = item.function.__doc__ or item.originalname.removeprefix("test_").replace("_", " ").capitalize()
        SHOWN.append(Shown(part, words.split("\n")[0], report.outcome, dict(item.user_properties).get("row")))
    if report.failed and "cloud" in item.funcargs:
        for log in sorted(item.funcargs["cloud"].logs.glob("*.log")):
            report.sections.append((f"the end of {log.name}", log.read_text(errors="replace")[-3000:]))


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line("")
    terminalreporter.write_line(page(SHOWN))
