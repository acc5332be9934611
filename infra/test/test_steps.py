"""A state machine that waits on a task token: that of the example, deployed beside this stack and run by moto."""

import json
import uuid

import pytest

from harness.cloud import ACCOUNT
from harness.darkroom import PROVIDER_KEY
from harness.processes import await_true


@pytest.fixture(scope="module")
def machine(applied):
    """The example's, as it stands there."""
    return applied.outputs()["state_machine_arn"]


@pytest.fixture(scope="module")
def waiter(cloud):
    """Starts a state that waits on a token of its own; the token comes to the test."""
    sqs, steps = cloud.client("sqs"), cloud.client("stepfunctions")
    queue = sqs.create_queue(QueueName="tokens")["QueueUrl"]

    def wait(**limits):
        state = {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {"QueueUrl": queue, "MessageBody": {"token.$": "$$.Task.Token"}},
            "End": True,
        }
        definition = json.dumps({"StartAt": "Wait", "States": {"Wait": state | limits}})
        role = f"arn:aws:iam::{ACCOUNT}:role/of-the-tests"
        made = steps.create_state_machine(name=f"waits-{uuid.uuid4()}", definition=definition, roleArn=role)["stateMachineArn"]
        execution = steps.start_execution(stateMachineArn=made, input="{}")["executionArn"]
        found = await_true(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"), "the token is on its way")
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=found[0]["ReceiptHandle"])
        return json.loads(found[0]["Body"])["token"], execution

    yield wait
    sqs.delete_queue(QueueUrl=queue)
    for one in steps.list_state_machines()["stateMachines"]:
        if one["name"].startswith("waits-"):
            steps.delete_state_machine(stateMachineArn=one["stateMachineArn"])


def ended(cloud, execution):
    steps = cloud.client("stepfunctions")

    def over():
        found = steps.describe_execution(executionArn=execution)
        return found if found["status"] != "RUNNING" else None

    return await_true(over, "the execution has an end")


def run(cloud, machine, event):
    steps = cloud.client("stepfunctions")
    return ended(cloud, steps.start_execution(stateMachineArn=machine, name=f"run-{uuid.uuid4()}", input=json.dumps(event))["executionArn"])


def test_the_state_machine_goes_on_with_the_record(darkroom, cloud, machine, simulator):
    """The token is handed back with the record, and the state machine goes on; paid once"""
    event = darkroom.wish("for a state machine")

    execution = run(cloud, machine, {"model": event["model"], "prompt": event["prompt"]})

    assert execution["status"] == "SUCCEEDED"
    output = json.loads(execution["output"])
    assert output["status"] == "succeeded"
    assert darkroom.record(output["id"])["images"][0]["key"] == output["images"][0]["key"]
    assert simulator.accepted(event["prompt"]) == 1


def test_the_state_machine_hears_of_a_failure(darkroom, cloud, machine):
    """A failure is the error of the state"""
    event = darkroom.wish("for a state machine @fault:failed")

    execution = run(cloud, machine, {"model": event["model"], "prompt": event["prompt"]})

    assert execution["status"] == "FAILED"
    assert execution["error"] == "content_refused" and execution["cause"]


def test_the_state_machine_hears_of_a_refusal(cloud, machine):
    """An event that is refused fails the state at once"""
    execution = run(cloud, machine, {"model": "no-such-model", "prompt": "whatever"})

    assert execution["status"] == "FAILED"
    assert execution["error"] == "invalid_request" and "no-such-model" in execution["cause"]


def test_a_token_is_not_released_before_the_final_record(darkroom, cloud, simulator, waiter):
    """No token is handed back before the record is final"""
    token, execution = waiter()
    accepted = darkroom.accepted(darkroom.wish("waited for @fault:lost-callback", taskToken=token))

    assert cloud.client("stepfunctions").describe_execution(executionArn=execution)["status"] == "RUNNING"
    assert darkroom.record(accepted["id"])["status"] == "processing"
    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    darkroom.make_due(accepted["taskId"])
    darkroom.sweep()

    output = json.loads(ended(cloud, execution)["output"])
    assert output["status"] == "succeeded" and output["id"] == accepted["id"]


def test_every_state_that_waits_is_told(darkroom, cloud, simulator, waiter):
    """The same id with another token, while it is open and once it is over: paid once, each state is told"""
    (first, one), (second, two), (late, three) = waiter(), waiter(), waiter()
    event = darkroom.wish("tried again", id=f"again-{uuid.uuid4()}")

    darkroom.accepted(event | {"taskToken": first})
    darkroom.accepted(event | {"taskToken": second})
    ended(cloud, one)
    darkroom.accepted(event | {"taskToken": late})

    assert [json.loads(ended(cloud, each)["output"])["id"] for each in (one, two, three)] == [event["id"]] * 3
    assert simulator.accepted(event["prompt"]) == 1


def used(cloud, waiter):
    token, execution = waiter()
    cloud.client("stepfunctions").send_task_success(taskToken=token, output='{"by": "somebody else"}')
    assert json.loads(ended(cloud, execution)["output"]) == {"by": "somebody else"}
    return token


def timed_out(cloud, waiter):
    token, execution = waiter(TimeoutSeconds=1)
    assert ended(cloud, execution)["error"] == "States.Timeout"
    return token


def none(cloud, waiter):
    return "a-token-of-nobody"


@pytest.mark.parametrize("token, noted", [(used, "TaskTimedOut"), (timed_out, "TaskTimedOut"), (none, "InvalidToken")], ids=["used", "timed out", "none"])
def test_a_token_that_nobody_waits_for_is_noted(darkroom, cloud, waiter, token, noted):
    """A token that nobody waits for any more is noted, keeps no task open, and is no dead letter"""
    accepted = darkroom.accepted(darkroom.wish("for nobody", taskToken=token(cloud, waiter)))
    darkroom.delivered(accepted["id"])

    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "the task is closed")
    record = darkroom.record(accepted["id"])
    assert noted in json.dumps(record["timeline"])
    assert darkroom.told(accepted["id"])
    assert darkroom.waiting("settle-dead")["Visible"] == 0
