"""Least privilege as a test: every function under its own role, then every statement taken away in turn.

The rights that only the Lambda service uses on a function's behalf (Logs, Receive, KeepUndelivered) cannot be shown here; test_rules
holds them to the letter. Nor can the schedule's role.
"""

import json
import re
import time
import uuid
from contextlib import contextmanager

import pytest
import requests

from harness.darkroom import NAME, NOBODY, PATIENCE, PROVIDER_KEY
from harness.processes import await_true

FUNCTIONS = ["submit", "callback", "settle", "sweep", "query"]
OF_THE_SERVICE = {"Logs", "Receive", "KeepUndelivered"}
REFUSED = re.compile(r"not authorized to perform|AccessDenied|Access Denied|Status Code: 403|Forbidden|cannot be read|may not be read")


@pytest.fixture(scope="module", autouse=True)
def enforced(darkroom, cloud):
    """From here on nothing is allowed that no statement allows."""
    darkroom.stop_listening()
    cloud.enforce_iam()
    darkroom.listen()


@contextmanager
def without(cloud, function, sid, statements=None):
    """One statement of one role is taken away, for as long as this lasts. Cached keys die with the environments."""
    iam, role = cloud.client("iam"), f"{NAME}-{function}"
    whole = iam.get_role_policy(RoleName=role, PolicyName="rights")["PolicyDocument"]
    whole = json.loads(whole) if isinstance(whole, str) else whole
    assert sid in [one["Sid"] for one in whole["Statement"]]
    less = whole | {"Statement": [one for one in whole["Statement"] if one["Sid"] != sid]}
    iam.put_role_policy(RoleName=role, PolicyName="rights", PolicyDocument=json.dumps(less))
    cloud.kill(role)
    try:
        yield
    finally:
        iam.put_role_policy(RoleName=role, PolicyName="rights", PolicyDocument=json.dumps(whole))
        cloud.kill(role)


@contextmanager
def refused_in_the_log(cloud, function, words=REFUSED):
    """Soon after this, the function's log must speak of a right that it lacks."""
    before = len(cloud.log(f"{NAME}-{function}"))
    yield
    await_true(lambda: words.search(cloud.log(f"{NAME}-{function}")[before:]), PATIENCE, f"{function} lacks a right")


def test_with_its_own_role_every_function_does_its_work(darkroom, cloud, simulator):
    """Under its own role: HTTP, SQS, bus, polling, a reference, lists, links, the sweep"""
    marks = {function: len(cloud.log(f"{NAME}-{function}")) for function in FUNCTIONS}
    first = darkroom.accepted(darkroom.wish("with rights"))
    by_queue = darkroom.send(darkroom.wish("with rights, by queue"))
    by_bus = darkroom.put_event(darkroom.wish("with rights, by bus"))
    polled = darkroom.accepted(darkroom.wish("with rights, polled", provider="modellix"))
    lost = darkroom.accepted(darkroom.wish("with rights @fault:lost-callback"))

    assert lost["taskId"] in [one["taskId"] for one in darkroom.http("GET", "/v1/generations?status=open").json()["generations"]]
    simulator.await_done(darkroom.their_id(lost), PROVIDER_KEY)
    darkroom.make_due(lost["taskId"])
    darkroom.sweep()

    for one in (first["id"], by_queue, by_bus, polled["id"], lost["id"]):
        record = darkroom.delivered(one, 60)
        assert requests.get(record["images"][0]["url"], timeout=30).status_code == 200
    image = f"s3://{darkroom.outputs['bucket']}/{darkroom.record(first['id'])['images'][0]['key']}"
    darkroom.delivered(darkroom.accepted(darkroom.wish("with rights and a reference", images=[image]))["id"])
    assert darkroom.told(first["id"])
    for function, mark in marks.items():
        assert not REFUSED.search(cloud.log(f"{NAME}-{function}")[mark:]), function


# ---------------------------------------------------------------- what must go wrong, by function and statement


def submit_is_not_taken(darkroom, cloud):
    assert darkroom.submit(darkroom.wish("without a right")).status_code == 503


def an_overtaken_submit_fails(darkroom, cloud):
    """The callback, and all that follows, comes before the answer to the paid call."""
    event = darkroom.wish("without a right @fault:early-callback", id=f"overtaken-{uuid.uuid4()}")

    def settled():
        await_true(lambda: (darkroom.record(event["id"]) or {}).get("status") == "succeeded", PATIENCE, "settle has overtaken submit")

    overtaken = darkroom.door.once(lambda method, path, body: method == "POST" and event["prompt"] in body, settled)
    with refused_in_the_log(cloud, "submit", re.compile("reference_not_written")):
        darkroom.submit(event)
    assert overtaken.is_set()


def reference_is_not_taken(darkroom, cloud):
    answer = darkroom.submit(darkroom.wish("without a right", images=[f"s3://{darkroom.outputs['bucket']}/{an_image(darkroom)}"]))
    assert answer.status_code in (400, 422) and "s3:GetObject" in answer.text


def check_is_not_queued(darkroom, cloud):
    before = len(cloud.log(f"{NAME}-submit"))
    accepted = darkroom.accepted(darkroom.wish("without a right", provider="modellix"))
    await_true(lambda: "check_not_queued" in cloud.log(f"{NAME}-submit")[before:], 10, "submit says that the check is not queued")
    await_true(lambda: swept(darkroom, accepted), PATIENCE, "the sweep finds what it left")


def callback_is_not_taken(darkroom, cloud):
    url, _ = a_callback(darkroom)
    assert requests.post(url, json={}, timeout=30).status_code == 503


def nothing_is_settled(darkroom, cloud):
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    record = darkroom.record(accepted["id"])
    assert record["status"] == "processing", record


def nothing_is_stored(darkroom, cloud):
    with refused_in_the_log(cloud, "settle", re.compile("delivery_pending")):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    there = cloud.client("s3").list_objects_v2(Bucket=darkroom.outputs["bucket"], Prefix=f"generations/{accepted['taskId']}/")
    assert there["KeyCount"] == 0
    assert darkroom.record(accepted["id"])["status"] == "processing"


def not_asked_again(darkroom, cloud):
    with refused_in_the_log(cloud, "settle"):
        darkroom.accepted(darkroom.wish("without a right @fault:slow", provider="modellix"))


def not_put_off(darkroom, cloud):
    """The provider rings, or is asked, late, and is still at it."""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:slow @fault:lost-callback"))
    with refused_in_the_log(cloud, "settle"):
        darkroom.make_due(accepted["taskId"])
        darkroom.check(accepted["taskId"])


def a_second_delivery_fails(darkroom, cloud):
    """The images are there, the record is not: as after a crash between the two."""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    before = darkroom.item(accepted["taskId"])
    await_true(lambda: swept(darkroom, accepted), PATIENCE, "it is delivered once")
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), 20, "it is closed")
    cloud.client("dynamodb").put_item(TableName=darkroom.outputs["table"], Item=before)
    with refused_in_the_log(cloud, "settle", re.compile("delivery_pending")):
        darkroom.make_due(accepted["taskId"])
        darkroom.sweep()
    assert darkroom.record(accepted["id"])["status"] == "processing"


def nobody_is_told(darkroom, cloud):
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    assert darkroom.delivered(accepted["id"])
    assert darkroom.outcomes(accepted["id"]) == []
    assert "openShard" in darkroom.item(accepted["taskId"])  # the sweep has it told once that is allowed


def no_token_is_handed_back(darkroom, cloud):
    answer = darkroom.submit(darkroom.wish("without a right", taskToken=f"token-{uuid.uuid4()}"))
    if serves_no_tokens(answer):
        pytest.skip("this zip is older than task tokens")
    with refused_in_the_log(cloud, "settle"):
        darkroom.delivered(answer.json()["id"])
    assert "openShard" in darkroom.item(answer.json()["taskId"])


def the_sweep_fails(darkroom, cloud):
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    darkroom.make_due(accepted["taskId"])
    with refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def no_refusal_is_handed_back(darkroom, cloud):
    event = darkroom.wish("without a right", taskToken=f"token-{uuid.uuid4()}", promt="oops")
    if serves_no_tokens(darkroom.submit(darkroom.wish("with a token", taskToken=event["taskToken"]))):
        pytest.skip("this zip is older than task tokens")
    with refused_in_the_log(cloud, "submit"):
        darkroom.submit(event)


def no_webhook_is_sent(darkroom, cloud):
    answer = darkroom.submit(darkroom.wish("without a right", notify={"url": f"{NOBODY}/hook"}))
    if answer.status_code == 400:
        pytest.skip("this zip is older than webhooks")
    accepted = answer.json()
    with refused_in_the_log(cloud, "settle"):
        darkroom.delivered(accepted["id"])
    assert "openShard" in darkroom.item(accepted["taskId"])


def a_record_is_not_read(darkroom, cloud):
    assert darkroom.http("GET", "/v1/generations/any-id").status_code == 503


def open_tasks_are_not_listed(darkroom, cloud):
    darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    assert darkroom.http("GET", "/v1/generations?status=open").status_code == 503


def links_do_not_open(darkroom, cloud):
    record = darkroom.delivered(darkroom.accepted(darkroom.wish("without a right"))["id"])
    assert requests.get(record["images"][0]["url"], timeout=30).status_code == 403


def serves_no_tokens(answer):
    return answer.status_code == 400 and "taskToken" in answer.text


def swept(darkroom, accepted):
    """One more sweep, with time moved on; whether it has brought the images."""
    if darkroom.record(accepted["id"])["status"] == "succeeded":
        return True
    darkroom.make_due(accepted["taskId"])
    darkroom.sweep()
    time.sleep(1)
    return False


def an_image(darkroom):
    return darkroom.delivered(darkroom.accepted(darkroom.wish("an image"))["id"])["images"][0]["key"]


def a_callback(darkroom):
    """The address that a provider would ring, as it was told to the provider."""
    event = darkroom.wish("rings @fault:lost-callback")
    accepted = darkroom.accepted(event)
    body = json.loads(darkroom.door.creates(event["prompt"])[0])
    return body["callback_url"], accepted


MATRIX = {
    ("submit", "ReadTask"): an_overtaken_submit_fails,
    ("submit", "WriteTask"): submit_is_not_taken,
    ("submit", "References"): reference_is_not_taken,
    ("submit", "CallbackKeys"): submit_is_not_taken,
    ("submit", "ProviderKeys"): submit_is_not_taken,
    ("submit", "QueueCheck"): check_is_not_queued,
    ("submit", "HandTokensBack"): no_refusal_is_handed_back,
    ("callback", "CallbackKeys"): callback_is_not_taken,
    ("callback", "QueueCheck"): callback_is_not_taken,
    ("settle", "ReadTask"): nothing_is_settled,
    ("settle", "WriteTask"): nothing_is_settled,
    ("settle", "PutOff"): not_put_off,
    ("settle", "StoreImages"): nothing_is_stored,
    ("settle", "FindImages"): a_second_delivery_fails,
    ("settle", "ProviderKeys"): nothing_is_settled,
    ("settle", "QueueCheck"): not_asked_again,
    ("settle", "TellOutcomes"): nobody_is_told,
    ("settle", "HandTokensBack"): no_token_is_handed_back,
    ("settle", "WebhookSecret"): no_webhook_is_sent,
    ("sweep", "FindDue"): the_sweep_fails,
    ("sweep", "PutOff"): the_sweep_fails,
    ("sweep", "QueueCheck"): the_sweep_fails,
    ("query", "ReadTask"): a_record_is_not_read,
    ("query", "ReadOpenTasks"): open_tasks_are_not_listed,
    ("query", "ListOpen"): open_tasks_are_not_listed,
    ("query", "SignLinks"): links_do_not_open,
}


def test_every_statement_is_in_the_matrix(cloud):
    """Every statement is taken away once"""
    iam = cloud.client("iam")
    there = set()
    for function in FUNCTIONS:
        document = iam.get_role_policy(RoleName=f"{NAME}-{function}", PolicyName="rights")["PolicyDocument"]
        document = json.loads(document) if isinstance(document, str) else document
        there |= {(function, one["Sid"]) for one in document["Statement"] if one["Sid"] not in OF_THE_SERVICE}

    assert there == set(MATRIX)


@pytest.mark.parametrize("function, sid", MATRIX, ids=[f"{function} without {sid}" for function, sid in MATRIX])
def test_without_it_something_fails(darkroom, cloud, function, sid):
    """One right taken away"""
    with without(cloud, function, sid):
        MATRIX[function, sid](darkroom, cloud)


def test_after_all_that_everything_works(darkroom):
    """Every right given back: everything works"""
    darkroom.delivered(darkroom.accepted(darkroom.wish("with rights again"))["id"])


def test_a_dead_letter_is_driven_back_once_its_cause_is_mended(darkroom, cloud):
    """Dead letter and redrive: settle without its table, five times; then mended, and driven back"""
    sqs = cloud.client("sqs")
    settle, dead = darkroom.queue_url("settle"), darkroom.queue_url("settle-dead")
    usual = sqs.get_queue_attributes(QueueUrl=settle, AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"]
    sqs.purge_queue(QueueUrl=dead)
    sqs.set_queue_attributes(QueueUrl=settle, Attributes={"VisibilityTimeout": "1"})  # or it would take an hour
    try:
        with without(cloud, "settle", "ReadTask"):
            accepted = darkroom.accepted(darkroom.wish("dead for a while"))

            def its_letter():
                found = sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, VisibilityTimeout=0, WaitTimeSeconds=0).get("Messages", [])
                return [one for one in found if accepted["taskId"] in one["Body"]]

            await_true(its_letter, 60, "its check lies with the dead letters")
    finally:
        sqs.set_queue_attributes(QueueUrl=settle, Attributes={"VisibilityTimeout": usual})
    assert darkroom.record(accepted["id"])["status"] == "processing"

    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive(sqs, dead, arn, settle)

    darkroom.delivered(accepted["id"])


def redrive(sqs, dead, arn, settle):
    """As the console's button does it; where moto has no such call, message by message."""
    try:
        sqs.start_message_move_task(SourceArn=arn)
    except Exception:  # noqa: BLE001 - whatever moto says to a call that it does not know
        end = time.monotonic() + 10
        while time.monotonic() < end:
            found = sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages")
            if not found:
                return
            for one in found:
                sqs.send_message(QueueUrl=settle, MessageBody=one["Body"])
                sqs.delete_message(QueueUrl=dead, ReceiptHandle=one["ReceiptHandle"])
