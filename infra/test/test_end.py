"""The end of the stack's life: nothing has drifted, nothing has leaked, nothing is left."""

import re

from harness.darkroom import CALLBACK_KEYS, PROVIDER_KEY, WEBHOOK_SECRET

TOKEN = re.compile(r"\b[a-z0-9]{1,8}\.[0-9a-z]{20,40}\.[A-Za-z0-9_-]{43}\b")


def test_no_prompt_token_key_or_signed_link_is_in_a_log(darkroom, cloud):
    """The logs of everything above: no prompt, token, key or signed link"""
    logs = {path.name: path.read_text(errors="replace") for path in cloud.logs.glob("*.log")}
    said = "\n".join(logs.values())

    assert len(logs) == 6 and len(said) > 10_000
    assert darkroom.prompts and [prompt for prompt in darkroom.prompts if prompt in said] == []
    assert darkroom.tokens and [token for token in darkroom.tokens if token in said] == []
    assert [match[0] for match in TOKEN.finditer(said)] == []
    assert CALLBACK_KEYS.split(":")[1] not in said
    assert PROVIDER_KEY not in said and WEBHOOK_SECRET not in said
    assert "X-Amz-Signature" not in said and "X-Amz-Credential" not in said


def test_nothing_has_drifted(applied, cloud):
    """terraform plan says: no changes"""
    applied.env |= cloud.environment()  # the keys have changed if every role was enforced

    code, said = applied.drift()

    assert code == 0, said[-4000:]
    assert "No changes." in said


def test_destroy_leaves_nothing_but_the_keys(applied, cloud):
    """terraform destroy leaves nothing but the keys, which it has not made"""
    applied.env |= cloud.environment()
    parameters = applied.outputs()["darkroom"]["key_parameters"]

    applied.destroy()

    lists = [
        cloud.client("lambda").list_functions()["Functions"],
        cloud.client("dynamodb").list_tables()["TableNames"],
        cloud.client("s3").list_buckets()["Buckets"],
        [name for name in cloud.client("sqs").list_queues().get("QueueUrls", []) if "darkroom-" in name],
        cloud.client("apigatewayv2").get_apis()["Items"],
        cloud.client("scheduler").list_schedules()["Schedules"],
        [one for one in cloud.client("iam").list_roles()["Roles"] if one["RoleName"].startswith("darkroom-")],
        cloud.client("iam").list_policies(Scope="Local")["Policies"],
        cloud.client("cloudwatch").describe_alarms()["MetricAlarms"],
        cloud.client("stepfunctions").list_state_machines()["stateMachines"],
    ]
    assert lists == [[]] * len(lists)
    for name, parameter in parameters.items():
        found = cloud.client("ssm").get_parameter(Name=parameter, WithDecryption=True)["Parameter"]["Value"]
        assert found == (CALLBACK_KEYS if name == "callback" else PROVIDER_KEY)
