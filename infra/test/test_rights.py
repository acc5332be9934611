"""Least privilege as a test: every function under its own role, then every right taken away in turn.

What was allowed and refused is what the local AWS has judged, not what a log says of it. The rights that only the Lambda service uses on
a function's behalf (Logs, Receive, KeepUndelivered) cannot be shown here; test_rules holds them to the letter. Nor can the schedule's role.
"""

import json
import re
import uuid
from contextlib import contextmanager
from fnmatch import fnmatchcase

import pytest
import requests

from harness.cloud import REGION
from harness.darkroom import NAME, NOBODY, PROVIDER_KEY, a_png
from harness.processes import PATIENCE, await_true

FUNCTIONS = ["submit", "callback", "settle", "sweep", "query", "control"]
OF_THE_SERVICE = {"Logs", "Receive", "KeepUndelivered"}
REFERENCES = "references-of-others"


@pytest.fixture(scope="module", autouse=True)
def enforced(darkroom, cloud):
    """From here on nothing is allowed that no statement allows."""
    darkroom.stop_listening()
    cloud.enforce_iam()
    darkroom.listen()


def role(function):
    return f"{NAME}-{function}-{REGION}"


def rights_of(cloud, function):
    document = cloud.client("iam").get_role_policy(RoleName=role(function), PolicyName="rights")["PolicyDocument"]
    return json.loads(document) if isinstance(document, str) else document


def given(cloud):
    """Every right that a function itself may use: function, statement, action, resources."""
    return [
        (function, one["Sid"], action, one["Resource"])
        for function in FUNCTIONS
        for one in rights_of(cloud, function)["Statement"]
        if one["Sid"] not in OF_THE_SERVICE
        for action in one["Action"]
    ]


@contextmanager
def without(cloud, function, sid, action):
    """One action of one statement of one role is taken away, for as long as this lasts. Cached keys die with the environments."""
    iam = cloud.client("iam")
    whole = rights_of(cloud, function)
    less = json.loads(json.dumps(whole))
    statement = next(one for one in less["Statement"] if one["Sid"] == sid)
    statement["Action"].remove(action)
    if not statement["Action"]:
        less["Statement"].remove(statement)
    iam.put_role_policy(RoleName=role(function), PolicyName="rights", PolicyDocument=json.dumps(less))
    cloud.kill(f"{NAME}-{function}")
    try:
        yield
    finally:
        iam.put_role_policy(RoleName=role(function), PolicyName="rights", PolicyDocument=json.dumps(whole))
        cloud.kill(f"{NAME}-{function}")


def refused(cloud, since):
    return {(one.role, one.action) for one in cloud.judged()[since:] if one.verdict == "refused"}


def put_back(cloud, since):
    """Whether submit has put a message on its own queue."""
    return any(
        one.role == role("submit") and one.action == "sqs:SendMessage" and one.resource.endswith("submit") and one.verdict == "allowed"
        for one in cloud.judged()[since:]
    )


@contextmanager
def refused_in_the_log(cloud, function, words=r"Status Code: 403|cannot be read|put_back:"):
    """Soon after this, the function's log must speak of a right that it lacks."""
    before = len(cloud.log(f"{NAME}-{function}"))
    yield
    await_true(lambda: re.search(words, cloud.log(f"{NAME}-{function}")[before:]), f"{function} lacks a right")


def test_with_its_own_role_every_function_does_its_work(darkroom, cloud, simulator):
    """Every function under its own role: HTTP, SQS, bus, polling, references, lists, links, the sweep, task tokens, a webhook, what people decide, a deletion; nothing refused"""
    since = len(cloud.judged())
    first = darkroom.accepted(darkroom.wish("with rights"))
    by_queue = darkroom.send(darkroom.wish("with rights, by queue"))
    by_bus = darkroom.put_event(darkroom.wish("with rights, by bus"))
    polled = darkroom.accepted(darkroom.wish("with rights, polled", provider="modellix"))
    by_another = darkroom.accepted(darkroom.wish("with rights, by another", provider="liangxin", model="seedream-4.5"))
    lost = darkroom.accepted(darkroom.wish("with rights @fault:lost-callback"))
    doubtful = darkroom.accepted(darkroom.wish("with rights @fault:no-answer"))
    darkroom.send(darkroom.wish("with rights, busy @fault:throttle-once"))
    await_true(lambda: put_back(cloud, since), "a message that nobody could take is put back")

    assert lost["taskId"] in [one["taskId"] for one in darkroom.http("GET", "/v1/generations?status=open").json()["generations"]]
    simulator.await_done(darkroom.their_id(lost), PROVIDER_KEY)
    darkroom.let_the_sweep_start_over()
    darkroom.make_due(lost["taskId"])
    darkroom.sweep()

    for one in (first["id"], by_queue, by_bus, polled["id"], by_another["id"], lost["id"], doubtful["id"]):
        record = darkroom.delivered(one)
        assert requests.get(record["images"][0]["url"], timeout=PATIENCE).status_code == 200
    own, key = darkroom.outputs["bucket"], darkroom.record(first["id"])["images"][0]["key"]
    image = cloud.client("s3").get_object(Bucket=own, Key=key)["Body"].read()
    cloud.client("s3").create_bucket(Bucket=REFERENCES)
    cloud.client("s3").put_object(Bucket=REFERENCES, Key="of-others.jpg", Body=image, ContentType="image/jpeg")
    for place in (f"s3://{own}/{key}", f"s3://{REFERENCES}/of-others.jpg"):
        assert darkroom.http("POST", "/v1/quotes", darkroom.wish("with rights and a reference", images=[place])).status_code == 200
        darkroom.delivered(darkroom.accepted(darkroom.wish("with rights and a reference", images=[place]))["id"])
    darkroom.delivered(darkroom.edit(darkroom.wish("with rights and a picture by value"), a_png()).json()["id"])
    cloud.client("s3").delete_object(Bucket=REFERENCES, Key="of-others.jpg")
    cloud.client("s3").delete_bucket(Bucket=REFERENCES)
    assert darkroom.told(first["id"])
    use_tokens_and_a_webhook(darkroom, cloud)
    use_dead_letters(darkroom)
    use_decisions(darkroom, cloud)
    use_the_list_and_a_deletion(darkroom, first)
    assert refused(cloud, since) == set()


def use_the_list_and_a_deletion(darkroom, made):
    assert made["taskId"] in [one["taskId"] for one in darkroom.http("GET", "/v1/generations?status=succeeded&limit=100").json()["generations"]]
    await_true(lambda: "openShard" not in darkroom.item(made["taskId"]), "it is closed")
    assert darkroom.http("DELETE", f"/v1/generations/{made['id']}").status_code == 204


def use_tokens_and_a_webhook(darkroom, cloud):
    """Nobody waits for these tokens, and nobody listens: the rights are used all the same."""
    fails = darkroom.accepted(darkroom.wish("with rights @fault:failed", taskToken=f"token-{uuid.uuid4()}"))
    event = darkroom.wish("with rights and a token", taskToken=f"token-{uuid.uuid4()}", id=f"rights-{uuid.uuid4()}")
    works = darkroom.accepted(event)
    hooks = darkroom.accepted(darkroom.wish("with rights and a webhook", notify={"url": f"{NOBODY}/hook"}))
    for one in (fails, works):
        await_true(lambda: "openShard" not in darkroom.item(one["taskId"]), "it is over")
    darkroom.accepted(event | {"taskToken": f"token-{uuid.uuid4()}"})
    assert darkroom.submit(darkroom.wish("with rights", taskToken=f"token-{uuid.uuid4()}", promt="oops")).status_code == 400
    await_true(lambda: re.search(f"{hooks['taskId']}.*not_yet:webhook", cloud.log(f"{NAME}-settle")), "the webhook was tried")


def use_dead_letters(darkroom):
    """Of each kind one: what is told, what is refused, and what is over already."""
    given_up = darkroom.wish("with rights, given up", id=f"rights-{uuid.uuid4()}")
    for queue in ("submit-dead", "undelivered"):
        darkroom.bury(given_up, queue)
        darkroom.bury(darkroom.wish("with rights", taskToken=f"token-{uuid.uuid4()}", promt="oops"), queue)
    event = darkroom.wish("with rights and a token too late", id=f"rights-{uuid.uuid4()}")
    accepted = darkroom.accepted(event)
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it is over")
    darkroom.bury(event | {"taskToken": f"token-{uuid.uuid4()}"})
    runs = darkroom.wish("with rights and a token in time @fault:lost-callback", id=f"rights-{uuid.uuid4()}")
    darkroom.accepted(runs)
    darkroom.bury(runs | {"taskToken": f"token-{uuid.uuid4()}"})
    darkroom.sweep()
    for queue in ("submit-dead", "undelivered"):
        await_true(lambda: darkroom.waiting(queue)["Visible"] == 1, "one can still be made, the others are dealt with")  # noqa: B023
        assert darkroom.take(queue)
    assert darkroom.record(given_up["id"])["error"]["code"] == "not_taken"


def use_decisions(darkroom, cloud):
    """Of each kind one; a provider's key is used where a task is attached, or a canary is run."""
    for provider in ("liangxin", "modellix"):
        _, accepted, theirs = darkroom.doubt(provider, "with rights")
        assert darkroom.decide(accepted["id"], "resolution", {"decision": "attach", "providerTaskId": theirs}).status_code == 200
        await_true(lambda: swept(darkroom, accepted), "what is attached is delivered")  # noqa: B023
    assert darkroom.http("POST", "/v1/providers/evolink/canary").status_code == 200
    cancelled = darkroom.accepted(darkroom.wish("with rights @fault:lost-callback"))
    assert darkroom.decide(cancelled["id"], "cancel").status_code == 202
    with dead_checks(darkroom, "another", cancelled["taskId"]):
        assert darkroom.decide(cancelled["id"], "recheck").status_code == 202
    told = darkroom.accepted(darkroom.wish("with rights"))
    darkroom.delivered(told["id"])
    darkroom.told(told["id"])
    assert darkroom.http("GET", f"/v1/generations/{told['id']}/deliveries").status_code == 200
    assert darkroom.decide(told["id"], "deliveries/event-bus/replay").status_code == 202
    await_true(lambda: len(darkroom.outcomes(told["id"])) == 2, "it is told again")


@contextmanager
def dead_checks(darkroom, *tasks):
    """For as long as this lasts, checks of these tasks lie among the dead letters."""
    sqs, dead = darkroom.cloud.client("sqs"), darkroom.queue_url("settle-dead")
    for task in tasks:
        sqs.send_message(QueueUrl=dead, MessageBody=json.dumps({"task": task, "round": 0}))
    try:
        yield
    finally:
        sqs.purge_queue(QueueUrl=dead)


# ---------------------------------------------------------------- what must go wrong without a right; the docstrings are in the docs


def submit_is_not_taken(darkroom, cloud):
    """an event is answered with 503"""
    assert darkroom.submit(darkroom.wish("without a right")).status_code == 503


def an_overtaken_submit_fails(darkroom, cloud):
    """a submission that its own callback has overtaken cannot be finished"""
    event = darkroom.wish("without a right @fault:early-callback", id=f"overtaken-{uuid.uuid4()}")

    def settled():
        await_true(lambda: (darkroom.record(event["id"]) or {}).get("status") == "succeeded", "settle has overtaken submit")

    overtaken = darkroom.door.once(lambda method, path, body: method == "POST" and event["prompt"] in body, settled)
    with refused_in_the_log(cloud, "submit", "reference_not_written"):
        darkroom.submit(event)
    assert overtaken.is_set()


def the_reference_travels(darkroom, cloud):
    """what a provider took is not recorded: its reference travels on the settle queue"""
    with refused_in_the_log(cloud, "submit", "reference_not_written"):
        darkroom.accepted(darkroom.wish("without a right"))


def a_busy_provider_is_not_waited_for(darkroom, cloud):
    """an event by queue that no provider takes now comes again when SQS has it, not when the provider said"""
    with refused_in_the_log(cloud, "submit", "was not put back"):
        darkroom.send(darkroom.wish("without a right @fault:throttle-once"))


def reference_is_not_taken(darkroom, cloud):
    """an event with a reference image is refused, and the right is named"""
    answer = darkroom.submit(darkroom.wish("without a right", images=[f"s3://{darkroom.outputs['bucket']}/{an_image(darkroom)}"]))
    assert answer.status_code in (400, 422) and "s3:GetObject" in answer.text


def no_picture_is_stored(darkroom, cloud):
    """a picture by value is answered with 503, and nothing is paid"""
    answer = darkroom.edit(darkroom.wish("without a right"), a_png())
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "bucket_unavailable")


def check_is_not_queued(darkroom, cloud):
    """a provider that does not ring is asked by the sweep alone"""
    before = len(cloud.log(f"{NAME}-submit"))
    accepted = darkroom.accepted(darkroom.wish("without a right", provider="modellix"))
    await_true(lambda: "check_not_queued" in cloud.log(f"{NAME}-submit")[before:], "submit says that the check is not queued")
    await_true(lambda: swept(darkroom, accepted), "the sweep finds what it left")


def callback_is_not_taken(darkroom, cloud):
    """a callback is answered with 503, so that it comes again"""
    url, _ = a_callback(darkroom)
    assert requests.post(url, json={}, timeout=PATIENCE).status_code == 503


def nothing_is_settled(darkroom, cloud):
    """the task stays open"""
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    record = darkroom.record(accepted["id"])
    assert record["status"] == "processing", record


def nothing_is_stored(darkroom, cloud):
    """no image is stored, and the task stays open"""
    with refused_in_the_log(cloud, "settle", "delivery_pending"):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    there = cloud.client("s3").list_objects_v2(Bucket=darkroom.outputs["bucket"], Prefix=f"generations/{accepted['taskId']}/")
    assert there["KeyCount"] == 0
    assert darkroom.record(accepted["id"])["status"] == "processing"


def not_asked_again(darkroom, cloud):
    """the next check of a slow task is not queued"""
    with refused_in_the_log(cloud, "settle"):
        darkroom.accepted(darkroom.wish("without a right @fault:slow", provider="modellix"))


def a_doubt_is_not_healed(darkroom, cloud):
    """a submission in doubt stays so, whatever its callback says"""
    with refused_in_the_log(cloud, "settle"):
        doubtful = darkroom.accepted(darkroom.wish("without a right @fault:no-answer"))
    assert darkroom.record(doubtful["id"])["status"] == "in_doubt"


def a_second_delivery_fails(darkroom, cloud):
    """a delivery that broke off between images and record is not finished"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    before = darkroom.item(accepted["taskId"])
    await_true(lambda: swept(darkroom, accepted), "it is delivered once")
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it is closed")
    cloud.client("dynamodb").put_item(TableName=darkroom.outputs["table"], Item=before)
    with refused_in_the_log(cloud, "settle", "delivery_pending"):
        darkroom.make_due(accepted["taskId"])
        darkroom.sweep()
    assert darkroom.record(accepted["id"])["status"] == "processing"


def nobody_is_told(darkroom, cloud):
    """no outcome on the bus, and the task stays open until there is one"""
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right"))
    assert darkroom.delivered(accepted["id"])
    assert darkroom.outcomes(accepted["id"]) == []
    assert "openShard" in darkroom.item(accepted["taskId"])  # the sweep has it told once that is allowed


def no_success_is_handed_back(darkroom, cloud):
    """a state machine does not hear of the images, and the task stays open until it does"""
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right", taskToken=f"token-{uuid.uuid4()}"))
        darkroom.delivered(accepted["id"])
    assert "openShard" in darkroom.item(accepted["taskId"])


def no_failure_is_handed_back(darkroom, cloud):
    """a state machine does not hear of a failure, and the task stays open until it does"""
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right @fault:failed", taskToken=f"token-{uuid.uuid4()}"))
        assert darkroom.ended(accepted["id"])["status"] == "failed"
    assert "openShard" in darkroom.item(accepted["taskId"])


def the_sweep_fails(darkroom, cloud):
    """the sweep fails, which raises an alarm"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    darkroom.let_the_sweep_start_over()
    darkroom.make_due(accepted["taskId"])
    with refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def nobody_is_told_of_a_dead_letter(darkroom, cloud):
    """nobody is told of an event that was given up, and the sweep fails"""
    with buried(darkroom, darkroom.wish("without a right", id=f"given-up-{uuid.uuid4()}")), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def a_dead_letter_stays_hidden(darkroom, cloud):
    """a dead letter stays hidden for five minutes after each look, and the sweep fails"""
    with buried(darkroom, darkroom.wish("without a right", id=f"given-up-{uuid.uuid4()}")), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def a_dead_letter_stays(darkroom, cloud):
    """a dead letter that is dealt with is not taken away, and the sweep fails"""
    with buried(darkroom, darkroom.wish("without a right", promt="oops")), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def no_dead_letter_is_refused(darkroom, cloud):
    """a state machine does not hear that its dead letter is refused, and the sweep fails"""
    with buried(darkroom, darkroom.wish("without a right", taskToken=f"token-{uuid.uuid4()}", promt="oops")), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def a_dead_letter_does_not_hear(darkroom, cloud):
    """a state machine whose dead letter asks for what is over does not hear of it, and the sweep fails"""
    event = darkroom.wish("without a right", id=f"over-{uuid.uuid4()}")
    accepted = darkroom.accepted(event)
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it is over")
    with buried(darkroom, event | {"taskToken": f"token-{uuid.uuid4()}"}), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


def a_dead_letter_does_not_join(darkroom, cloud):
    """a state machine whose dead letter asks for what still runs does not wait with it, and the sweep fails"""
    event = darkroom.wish("without a right @fault:lost-callback", id=f"runs-{uuid.uuid4()}")
    darkroom.accepted(event)
    with buried(darkroom, event | {"taskToken": f"token-{uuid.uuid4()}"}), refused_in_the_log(cloud, "sweep"):
        darkroom.sweep()


@contextmanager
def buried(darkroom, event):
    """For as long as this lasts, an event lies among the dead letters."""
    darkroom.bury(event)
    try:
        yield
    finally:
        darkroom.cloud.client("sqs").purge_queue(QueueUrl=darkroom.queue_url("submit-dead"))


def no_refusal_is_handed_back(darkroom, cloud):
    """a state machine does not hear that its event is refused: 503, so that the event comes again"""
    event = darkroom.wish("without a right", taskToken=f"token-{uuid.uuid4()}", promt="oops")
    assert darkroom.submit(event).status_code == 503


def who_asks_late_is_not_told(darkroom, cloud):
    """a state machine that asks for what is over does not hear of it: 503, so that the event comes again"""
    event = darkroom.wish("without a right", id=f"over-{uuid.uuid4()}")
    accepted = darkroom.accepted(event)
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it is over")
    assert darkroom.submit(event | {"taskToken": f"token-{uuid.uuid4()}"}).status_code == 503


def no_webhook_is_sent(darkroom, cloud):
    """no webhook is sent, and the task stays open until there is one"""
    with refused_in_the_log(cloud, "settle"):
        accepted = darkroom.accepted(darkroom.wish("without a right", notify={"url": f"{NOBODY}/hook"}))
        darkroom.delivered(accepted["id"])
    assert "openShard" in darkroom.item(accepted["taskId"])


def a_record_is_not_read(darkroom, cloud):
    """a record is answered with 503"""
    assert darkroom.http("GET", "/v1/generations/any-id").status_code == 503


def open_tasks_are_not_listed(darkroom, cloud):
    """the list of open tasks is answered with 503"""
    darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    assert darkroom.http("GET", "/v1/generations?status=open").status_code == 503


def generations_are_not_listed(darkroom, cloud):
    """the list of generations is answered with 503"""
    darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    assert darkroom.http("GET", "/v1/generations").status_code == 503


def nothing_is_deleted(darkroom, cloud):
    """a deletion is answered with 503; record and images stay"""
    accepted = darkroom.accepted(darkroom.wish("without a right"))
    darkroom.delivered(accepted["id"])
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it is closed")
    assert darkroom.http("DELETE", f"/v1/generations/{accepted['id']}").status_code == 503
    assert requests.get(darkroom.record(accepted["id"])["images"][0]["url"], timeout=PATIENCE).status_code == 200


def links_do_not_open(darkroom, cloud):
    """the links of a record do not open; a quote with a reference is refused, and the right is named"""
    answer = darkroom.http("POST", "/v1/quotes", darkroom.wish("without a right", images=[f"s3://{darkroom.outputs['bucket']}/{an_image(darkroom)}"]))
    assert answer.status_code == 400 and "s3:GetObject" in answer.text
    record = darkroom.delivered(darkroom.accepted(darkroom.wish("without a right"))["id"])
    assert requests.get(record["images"][0]["url"], timeout=PATIENCE).status_code == 403


def nothing_is_decided(darkroom, cloud):
    """a cancel is answered with 503, and nothing has changed"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    assert darkroom.decide(accepted["id"], "cancel").status_code == 503
    assert darkroom.record(accepted["id"])["status"] == "processing"


def nothing_is_attached(darkroom, cloud):
    """a provider's task is not attached: 503, and the task stays in doubt"""
    _, accepted, theirs = darkroom.doubt("modellix", "without a right")
    assert darkroom.decide(accepted["id"], "resolution", {"decision": "attach", "providerTaskId": theirs}).status_code == 503
    assert darkroom.record(accepted["id"])["status"] == "in_doubt"


def a_decision_waits_for_the_sweep(darkroom, cloud):
    """what was decided is recorded, and carried out by the sweep's check alone"""
    before = len(cloud.log(f"{NAME}-control"))
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    assert darkroom.decide(accepted["id"], "cancel").status_code == 202
    await_true(lambda: "check_not_queued" in cloud.log(f"{NAME}-control")[before:], "control says that the check is not queued")
    assert darkroom.record(accepted["id"])["status"] == "cancelled"


def no_dead_check_comes_back(darkroom, cloud):
    """dead letters of a task do not come back"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    with dead_checks(darkroom, accepted["taskId"]), refused_in_the_log(cloud, "control"):
        darkroom.decide(accepted["id"], "recheck")


def a_dead_check_of_another_stays_hidden(darkroom, cloud):
    """dead letters of other tasks stay hidden for a while after a recheck"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    with dead_checks(darkroom, "another"), refused_in_the_log(cloud, "control", "letters_hidden:"):
        darkroom.decide(accepted["id"], "recheck")
        assert darkroom.waiting("settle-dead")["Visible"] == 0


def a_dead_check_stays(darkroom, cloud):
    """a dead letter that was brought back is not taken away"""
    accepted = darkroom.accepted(darkroom.wish("without a right @fault:lost-callback"))
    with dead_checks(darkroom, accepted["taskId"]), refused_in_the_log(cloud, "control"):
        darkroom.decide(accepted["id"], "recheck")
        there = darkroom.waiting("settle-dead")
        assert there["Visible"] + there["NotVisible"] == 1


def swept(darkroom, accepted):
    """One more sweep, with time moved on; whether it, or one before it, has brought the images."""
    if darkroom.record(accepted["id"])["status"] == "succeeded":
        return True
    due = darkroom.make_due(accepted["taskId"])
    darkroom.sweep()
    await_true(lambda: darkroom.item(accepted["taskId"])["nextCheckAt"]["N"] != due or "openShard" not in darkroom.item(accepted["taskId"]), "it is swept")
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
    ("submit", "ReadTask", "dynamodb:GetItem"): an_overtaken_submit_fails,
    ("submit", "WriteTask", "dynamodb:PutItem"): submit_is_not_taken,
    ("submit", "ReplaceTask", "dynamodb:UpdateItem"): the_reference_travels,
    ("submit", "RetryEvent", "sqs:SendMessage"): a_busy_provider_is_not_waited_for,
    ("submit", "References", "s3:GetObject"): reference_is_not_taken,
    ("submit", "StoreReferences", "s3:PutObject"): no_picture_is_stored,
    ("submit", "CallbackKeys", "ssm:GetParameter"): submit_is_not_taken,
    ("submit", "ProviderKeys", "ssm:GetParameter"): submit_is_not_taken,
    ("submit", "QueueCheck", "sqs:SendMessage"): check_is_not_queued,
    ("submit", "HandTokensBack", "states:SendTaskSuccess"): who_asks_late_is_not_told,
    ("submit", "HandTokensBack", "states:SendTaskFailure"): no_refusal_is_handed_back,
    ("callback", "CallbackKeys", "ssm:GetParameter"): callback_is_not_taken,
    ("callback", "QueueCheck", "sqs:SendMessage"): callback_is_not_taken,
    ("settle", "ReadTask", "dynamodb:GetItem"): nothing_is_settled,
    ("settle", "ReplaceTask", "dynamodb:UpdateItem"): nothing_is_settled,
    ("settle", "WriteBeside", "dynamodb:PutItem"): a_doubt_is_not_healed,
    ("settle", "StoreImages", "s3:PutObject"): nothing_is_stored,
    ("settle", "FindImages", "s3:GetObject"): a_second_delivery_fails,
    ("settle", "ProviderKeys", "ssm:GetParameter"): nothing_is_settled,
    ("settle", "QueueCheck", "sqs:SendMessage"): not_asked_again,
    ("settle", "PublishOutcomes", "events:PutEvents"): nobody_is_told,
    ("settle", "HandTokensBack", "states:SendTaskSuccess"): no_success_is_handed_back,
    ("settle", "HandTokensBack", "states:SendTaskFailure"): no_failure_is_handed_back,
    ("settle", "WebhookSecret", "ssm:GetParameter"): no_webhook_is_sent,
    ("sweep", "FindDue", "dynamodb:Query"): the_sweep_fails,
    ("sweep", "ReadWaits", "dynamodb:BatchGetItem"): the_sweep_fails,
    ("sweep", "SeeBacklog", "sqs:GetQueueAttributes"): the_sweep_fails,
    ("sweep", "QueueCheck", "sqs:SendMessage"): the_sweep_fails,
    ("sweep", "DeadLetters", "sqs:ReceiveMessage"): the_sweep_fails,
    ("sweep", "DeadLetters", "sqs:ChangeMessageVisibility"): a_dead_letter_stays_hidden,
    ("sweep", "DeadLetters", "sqs:DeleteMessage"): a_dead_letter_stays,
    ("sweep", "ReadTask", "dynamodb:GetItem"): nobody_is_told_of_a_dead_letter,
    ("sweep", "Surrender", "dynamodb:PutItem"): nobody_is_told_of_a_dead_letter,
    ("sweep", "JoinTask", "dynamodb:UpdateItem"): a_dead_letter_does_not_join,
    ("sweep", "HandTokensBack", "states:SendTaskSuccess"): a_dead_letter_does_not_hear,
    ("sweep", "HandTokensBack", "states:SendTaskFailure"): no_dead_letter_is_refused,
    ("query", "ReadTask", "dynamodb:GetItem"): a_record_is_not_read,
    ("query", "ReadListed", "dynamodb:BatchGetItem"): open_tasks_are_not_listed,
    ("query", "ListOpen", "dynamodb:Query"): open_tasks_are_not_listed,
    ("query", "ListRecent", "dynamodb:Query"): generations_are_not_listed,
    ("query", "ReadObjects", "s3:GetObject"): links_do_not_open,
    ("control", "ReadTask", "dynamodb:GetItem"): nothing_is_decided,
    ("control", "ReplaceTask", "dynamodb:UpdateItem"): nothing_is_decided,
    ("control", "WriteBeside", "dynamodb:PutItem"): nothing_is_attached,
    ("control", "DeleteImages", "s3:DeleteObject"): nothing_is_deleted,
    ("control", "DeadLetters", "sqs:ReceiveMessage"): no_dead_check_comes_back,
    ("control", "DeadLetters", "sqs:ChangeMessageVisibility"): a_dead_check_of_another_stays_hidden,
    ("control", "DeadLetters", "sqs:DeleteMessage"): a_dead_check_stays,
    ("control", "ProviderKeys", "ssm:GetParameter"): nothing_is_attached,
    ("control", "QueueCheck", "sqs:SendMessage"): a_decision_waits_for_the_sweep,
}


def resources_of(cloud, function, sid):
    """Without what all of them begin with."""
    resources = next(one["Resource"] for one in rights_of(cloud, function)["Statement"] if one["Sid"] == sid)
    return ", ".join(f"`{re.sub('^arn:aws:[a-z0-9]+:[^:]*:[^:]*:', '', each)}`" for each in resources)


def test_every_right_is_taken_away_once(cloud):
    assert {(function, sid, action) for function, sid, action, _ in given(cloud)} == set(MATRIX)


@pytest.mark.parametrize("function, sid, action", MATRIX, ids=[f"{function} {action} {sid}" for function, sid, action in MATRIX])
def test_without_it_something_fails(darkroom, cloud, record_property, function, sid, action):
    what_fails = MATRIX[function, sid, action]
    record_property("row", (function, f"`{action}`", resources_of(cloud, function, sid), what_fails.__doc__))
    since = len(cloud.judged())

    with without(cloud, function, sid, action):
        what_fails(darkroom, cloud)

    assert refused(cloud, since) == {(role(function), action)}


def test_every_right_was_used_on_everything_that_it_names(cloud):
    """No right too many: each was used, on each of its resources"""
    allowed = {one for one in cloud.judged() if one.verdict == "allowed"}
    idle = [
        (function, sid, action, resource)
        for function, sid, action, resources in given(cloud)
        for resource in resources
        if not any(one.role == role(function) and one.action == action and fnmatchcase(one.resource, resource) for one in allowed)
    ]

    assert allowed and idle == []


def test_after_all_that_everything_works(darkroom):
    """Every right given back: everything works"""
    darkroom.delivered(darkroom.accepted(darkroom.wish("with rights again"))["id"])


def test_a_dead_letter_is_driven_back(darkroom, cloud, simulator):
    """Redrive: a check among the dead letters is driven back"""
    sqs = cloud.client("sqs")
    settle, dead = darkroom.queue_url("settle"), darkroom.queue_url("settle-dead")
    sqs.purge_queue(QueueUrl=dead)
    accepted = darkroom.accepted(darkroom.wish("dead for a while @fault:lost-callback"))
    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    sqs.send_message(QueueUrl=dead, MessageBody=json.dumps({"task": accepted["taskId"], "round": 0}))

    redrive(sqs, dead, settle)

    darkroom.delivered(accepted["id"])
    assert darkroom.waiting("settle-dead")["Visible"] == 0


def redrive(sqs, dead, settle):
    """What aws sqs start-message-move-task does, which moto does not know."""
    while found := sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages"):
        for one in found:
            sqs.send_message(QueueUrl=settle, MessageBody=one["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=one["ReceiptHandle"])
