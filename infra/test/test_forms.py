"""Terraform and SAM make the same."""

import pytest

from harness.forms import of_sam, of_terraform
from harness.template import Template


@pytest.fixture(scope="module")
def sam(addresses):
    urls, _ = addresses
    return of_sam(
        Template(
            LiangxinKeyParameter="/darkroom/providers/liangxin/api-key",
            LiangxinBaseUrl=urls["liangxin"],
            ModellixKeyParameter="/darkroom/providers/modellix/api-key",
            WebhookSecretParameter="/of-mine/webhook-secret",
            ReferenceBuckets="references-of-others",
            ImageRetentionDays=30,
        )
    )


@pytest.fixture(scope="module")
def terraform_form(made, addresses):
    """Without what only these tests add."""
    _, extra = addresses
    form = of_terraform(made)
    for function in form["functions"].values():
        added = {*extra, "DARKROOM_PROVIDER_EVOLINK_BASE_URL", "DARKROOM_PROVIDER_MODELLIX_BASE_URL"}
        if function["name"] in ("darkroom-submit", "darkroom-settle"):
            added.remove("DARKROOM_CALLBACK_BASE_URL")  # these two have it anyway, with another value
        function["variables"] = {name: value for name, value in function["variables"].items() if name not in added}
    return form


PARTS = [
    "functions", "rights", "policies", "trust", "boundaries", "schedule's rights", "schedule's trust", "asynchronous", "event sources", "queues", "who may send",
    "redrive allowed", "routes", "integrations", "cors", "permissions", "stage", "table", "bucket", "rule", "rule's target", "schedule",
    "log groups", "alarms", "dashboard",
]  # fmt: skip


def test_every_part_is_compared(sam, terraform_form):
    assert set(PARTS) == set(sam) == set(terraform_form)


@pytest.mark.parametrize("part", PARTS)
def test_both_forms_agree(part, sam, terraform_form):
    """Both agree: functions and their variables, rights, policies for callers and operators, trust, boundaries, queues, routes, CORS, throttles, table, bucket, rule, schedule, log groups, alarms, dashboard"""
    ours, theirs = terraform_form[part], sam[part]
    assert ours or part == "cors", f"nothing of {part} was found"
    assert ours == theirs
