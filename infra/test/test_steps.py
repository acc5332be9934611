"""A state machine that waits on a task token: the definition of the example, run by moto against this stack."""

import json
import re
import uuid

import pytest

from harness.cloud import ACCOUNT
from harness.darkroom import NAME
from harness.processes import await_true
from harness.terraform import SOURCES

ROLE = f"arn:aws:iam::{ACCOUNT}:role/picture"


@pytest.fixture(scope="module")
def serves_tokens(darkroom):
    answer = darkroom.submit(darkroom.wish("with a token", taskToken="a-token-of-nobody"))
    if answer.status_code == 400:
        pytest.skip("this zip is older than task tokens")
    return darkroom.delivered(answer.json()["id"])  # a token that nobody waits for is no reason to fail


@pytest.fixture(scope="module")
def machine(darkroom, cloud, serves_tokens):
    """The state of the example, with this stack's queue in it."""
    example = (SOURCES / "examples/step-functions/main.tf").read_text()
    resource = re.search(r'Resource = "(arn:aws:states:::sqs:sendMessage.waitForTaskToken)"', example)[1]
    assert re.search(r'"taskToken.\$"\s+= "\$\$.Task.Token"', example)
    definition = {
        "StartAt": "Generate",
        "States": {
            "Generate": {
                "Type": "Task",
                "Resource": resource,
                "Parameters": {
                    "QueueUrl": darkroom.queue_url("submit"),
                    "MessageBody": {"model.$": "$.model", "prompt.$": "$.prompt", "taskToken.$": "$$.Task.Token"},
                },
                "TimeoutSeconds": 120,
                "End": True,
            }
        },
    }
    made = cloud.client("stepfunctions").create_state_machine(name="picture", definition=json.dumps(definition), roleArn=ROLE)
    return made["stateMachineArn"]


def run(cloud, machine, event):
    steps = cloud.client("stepfunctions")
    execution = steps.start_execution(stateMachineArn=machine, name=f"run-{uuid.uuid4()}", input=json.dumps(event))["executionArn"]

    def ended():
        found = steps.describe_execution(executionArn=execution)
        return found if found["status"] != "RUNNING" else None

    return await_true(ended, 90, "the execution has an end")


def test_the_state_machine_goes_on_with_the_record(darkroom, cloud, machine):
    """Step Functions: the token is handed back with the record"""
    event = darkroom.wish("for a state machine")

    execution = run(cloud, machine, {"model": event["model"], "prompt": event["prompt"]})

    assert execution["status"] == "SUCCEEDED"
    output = json.loads(execution["output"])
    assert output["status"] == "succeeded"
    assert darkroom.record(output["id"])["images"][0]["key"] == output["images"][0]["key"]


def test_the_state_machine_hears_of_a_failure(darkroom, cloud, machine):
    """Step Functions: a failure is the state's error"""
    event = darkroom.wish("for a state machine @fault:failed")

    execution = run(cloud, machine, {"model": event["model"], "prompt": event["prompt"]})

    assert execution["status"] == "FAILED"
    assert execution["error"] == "content_refused"


def test_the_state_machine_hears_of_a_refusal(cloud, machine):
    """Step Functions: an event that is refused fails the state at once"""
    execution = run(cloud, machine, {"model": "no-such-model", "prompt": "whatever"})

    assert execution["status"] == "FAILED"


def test_a_token_that_nobody_waits_for_any_more_is_noted(darkroom, cloud, serves_tokens):
    """Step Functions: a token that is none is noted, and holds nothing up"""
    task = serves_tokens["taskId"]
    await_true(lambda: "openShard" not in darkroom.item(task), 20, "the task is closed")
    assert "InvalidToken" in json.dumps(darkroom.record(task)["timeline"])
    assert "a-token-of-nobody" not in cloud.log(f"{NAME}-settle")
    assert darkroom.waiting("settle-dead")["Visible"] == 0
