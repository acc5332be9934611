"""What people decide, through the deployed stack: cancel, resolution, recheck, deliveries and replay, canary."""

import json
import uuid

import pytest

from harness.darkroom import NOBODY, PROVIDER_KEY
from harness.processes import await_true


def is_closed(darkroom, accepted):
    return "openShard" not in darkroom.item(accepted["taskId"])


def stored(darkroom, cloud, accepted):
    prefix = f"generations/{accepted['taskId']}/"
    return cloud.client("s3").list_objects_v2(Bucket=darkroom.outputs["bucket"], Prefix=prefix)["KeyCount"]


def types(told):
    return [(one["detail-type"], one["detail"]["type"]) for one in told]


def test_what_comes_after_a_cancel_is_dropped_if_that_was_asked(darkroom, cloud, simulator):
    """Cancel, late pictures dropped: cancelled at once, told once, nothing stored, paid once; cancelled again, it is the same"""
    accepted = darkroom.accepted(darkroom.wish("cancelled @fault:lost-callback", id=f"cancelled-{uuid.uuid4()}"))

    first = darkroom.decide(accepted["id"], "cancel", {"late": "drop"})
    again = darkroom.decide(accepted["id"], "cancel", {"late": "keep"})

    assert (first.status_code, first.json()["status"]) == (202, "cancelled"), first.text
    assert (again.status_code, again.json()["status"]) == (200, "cancelled"), again.text
    assert types(darkroom.told(accepted["id"])) == [("Generation Cancelled", "generation.cancelled")]
    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    await_true(lambda: swept_until_closed(darkroom, accepted), "it is closed")
    assert darkroom.record(accepted["id"])["status"] == "cancelled"
    assert stored(darkroom, cloud, accepted) == 0
    assert len(darkroom.outcomes(accepted["id"])) == 1


def swept_until_closed(darkroom, accepted):
    """One more sweep, with time moved on, unless the task is closed."""
    if is_closed(darkroom, accepted):
        return True
    due = darkroom.make_due(accepted["taskId"])
    darkroom.sweep()
    await_true(lambda: is_closed(darkroom, accepted) or darkroom.item(accepted["taskId"])["nextCheckAt"]["N"] != due, "it is swept")
    return False


def test_what_comes_after_a_cancel_is_kept_unless_that_was_asked(darkroom, simulator):
    """Cancel: a picture that comes all the same is delivered late, and told as late"""
    event = darkroom.wish("cancelled and made @fault:lost-callback", id=f"cancelled-{uuid.uuid4()}")
    accepted = darkroom.accepted(event)

    assert darkroom.decide(accepted["id"], "cancel").status_code == 202
    assert types(darkroom.told(accepted["id"])) == [("Generation Cancelled", "generation.cancelled")]
    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    await_true(lambda: swept_until_closed(darkroom, accepted), "it is delivered and closed")

    assert darkroom.record(accepted["id"])["status"] == "succeeded"
    assert types(darkroom.outcomes(accepted["id"])) == [("Generation Cancelled", "generation.cancelled"), ("Generation Succeeded", "generation.late")]
    assert simulator.accepted(event["prompt"]) == 1


def test_what_is_final_is_not_cancelled(darkroom):
    """Cancel after the end: 409, and the record stays as it is"""
    accepted = darkroom.accepted(darkroom.wish("over"))
    before = darkroom.delivered(accepted["id"])

    answer = darkroom.decide(accepted["id"], "cancel")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_final")
    assert darkroom.record(accepted["id"])["images"][0]["sha256"] == before["images"][0]["sha256"]


def test_what_has_ended_is_listed_and_deleted(darkroom, cloud, simulator):
    """Listed by its metadata, then deleted: its objects and its record are gone, and its id is not paid for again"""
    event = darkroom.wish("deleted", id=f"deleted-{uuid.uuid4()}", metadata={"Shop": "x & y", "order": str(uuid.uuid4())})
    accepted = darkroom.accepted(event)
    image = darkroom.delivered(accepted["id"])["images"][0]
    await_true(lambda: is_closed(darkroom, accepted), "it is closed")
    listed = darkroom.http("GET", f"/v1/generations?status=succeeded&metadata.Shop=x%20%26%20y&metadata.order={event['metadata']['order']}&limit=1")
    assert [one["id"] for one in listed.json()["generations"]] == [accepted["id"]], listed.text

    assert darkroom.http("DELETE", f"/v1/generations/{accepted['id']}").status_code == 204

    gone = darkroom.http("GET", f"/v1/generations/{accepted['id']}")
    assert (gone.status_code, gone.json()["code"]) == (410, "generation_deleted") and gone.json()["deletedAt"]
    assert set(darkroom.item(accepted["taskId"])) == {"pk", "schema", "version", "claimMark", "deletedAt", "expiresAt"}
    assert cloud.client("s3").list_objects_v2(Bucket=darkroom.outputs["bucket"], Prefix=image["key"])["KeyCount"] == 0
    again = darkroom.submit(event)
    assert (again.status_code, again.json()["code"]) == (409, "generation_deleted")
    assert simulator.accepted(event["prompt"]) == 1
    assert darkroom.http("DELETE", f"/v1/generations/{accepted['id']}").status_code == 204
    assert darkroom.http("GET", f"/v1/generations?metadata.order={event['metadata']['order']}").json()["generations"] == []


def test_an_operator_attaches_what_is_in_doubt(darkroom, simulator):
    """Resolution, attach: another's task is refused, the right one is delivered; paid once"""
    event, accepted, theirs = darkroom.doubt("modellix")
    listed = darkroom.http("GET", "/v1/generations?status=in_doubt").json()["generations"]
    assert accepted["taskId"] in [one["taskId"] for one in listed]

    wrong = darkroom.decide(accepted["id"], "resolution", {"decision": "attach", "providerTaskId": "task-of-nobody"})
    right = darkroom.decide(accepted["id"], "resolution", {"decision": "attach", "providerTaskId": theirs})

    assert wrong.status_code == 409, wrong.text
    assert right.status_code == 200, right.text
    darkroom.delivered(accepted["id"])
    assert simulator.accepted(event["prompt"], "modellix") == 1


def test_no_task_of_a_provider_is_attached_twice(darkroom):
    """Resolution, attach: a provider's task that another generation has is refused"""
    _, one, theirs = darkroom.doubt("modellix")
    _, other, _ = darkroom.doubt("modellix")
    attach = {"decision": "attach", "providerTaskId": theirs}

    assert darkroom.decide(one["id"], "resolution", attach).status_code == 200
    refused = darkroom.decide(other["id"], "resolution", attach)

    assert (refused.status_code, refused.json()["code"]) == (409, "not_this_task")
    assert darkroom.record(other["id"])["status"] == "in_doubt"
    assert darkroom.decide(other["id"], "resolution", {"decision": "abandon"}).status_code == 200


def test_an_operator_abandons_what_is_in_doubt(darkroom, simulator):
    """Resolution, abandon: failed, told once, no doubt any more, never submitted again; abandoned again, it is the same"""
    event, accepted, _ = darkroom.doubt("modellix")

    first = darkroom.decide(accepted["id"], "resolution", {"decision": "abandon"})
    again = darkroom.decide(accepted["id"], "resolution", {"decision": "abandon"})

    assert (first.status_code, first.json()["error"]["code"]) == (200, "submission_in_doubt"), first.text
    assert again.status_code == 200
    assert types(darkroom.told(accepted["id"])) == [("Generation Failed", "generation.provisional")]
    listed = darkroom.http("GET", "/v1/generations?status=in_doubt").json()["generations"]
    assert accepted["id"] not in [one["id"] for one in listed]
    assert darkroom.submit(event).json()["status"] == "failed"
    assert simulator.accepted(event["prompt"], "modellix") == 1


def test_a_recheck_brings_back_the_dead_letters_of_its_task_alone(darkroom, cloud, simulator):
    """Recheck: the task's dead letters come back and it is settled; those of others stay visible"""
    sqs, dead = cloud.client("sqs"), darkroom.queue_url("settle-dead")
    sqs.purge_queue(QueueUrl=dead)
    accepted = darkroom.accepted(darkroom.wish("rechecked @fault:lost-callback"))
    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    for task in (accepted["taskId"], "another", accepted["taskId"]):
        sqs.send_message(QueueUrl=dead, MessageBody=json.dumps({"task": task, "round": 0}))

    answer = darkroom.decide(accepted["id"], "recheck")

    assert (answer.status_code, answer.json()["deadLetters"]) == (202, {"lookedAt": 3, "broughtBack": 2, "complete": True}), answer.text
    darkroom.delivered(accepted["id"])
    left = await_true(lambda: darkroom.take("settle-dead"), "that of another is there")
    assert json.loads(left)["task"] == "another"
    assert darkroom.waiting("settle-dead") == {"Visible": 0, "NotVisible": 0, "Delayed": 0}


def test_who_was_told_what_is_listed_and_told_again(darkroom):
    """Deliveries, and a replay on the bus: the same outcome once more, with the same id; on no other channel"""
    accepted = darkroom.accepted(darkroom.wish("delivered twice", notify={"url": f"{NOBODY}/hook"}))
    darkroom.delivered(accepted["id"])
    (first,) = darkroom.told(accepted["id"])
    hook = await_true(lambda: tried(darkroom, accepted, "webhook"), "the webhook was tried")
    assert hook["status"] == "waiting" and hook["nextTryAt"]

    answer = darkroom.decide(accepted["id"], "deliveries/event-bus/replay")

    assert answer.status_code == 202, answer.text
    again = await_true(lambda: darkroom.outcomes(accepted["id"])[1:], "it is told again")
    assert [one["detail"]["outcomeId"] for one in again] == [first["detail"]["outcomeId"]]
    bus = await_true(lambda: tried(darkroom, accepted, "event-bus"), "the bus has taken it")
    assert bus["status"] == "taken" and bus["outcomeId"] == first["detail"]["outcomeId"]
    assert darkroom.decide(accepted["id"], "deliveries/task-token/replay").status_code == 409
    assert darkroom.decide(accepted["id"], "deliveries/pigeon/replay").status_code == 404


def tried(darkroom, accepted, channel):
    """What is known of that channel, once something was tried there."""
    answer = darkroom.http("GET", f"/v1/generations/{accepted['id']}/deliveries").json()
    return next((one for one in answer["deliveries"] if one["channel"] == channel and one["attemptCount"] > 0), None)


@pytest.mark.parametrize(
    "decision, body, path",
    [
        ("cancel", {"late": "burn"}, "late"),
        ("cancel", {"lat": "drop"}, "lat"),
        ("resolution", {"decision": "submit again"}, "decision"),
        ("resolution", {"decision": "attach"}, "providerTaskId"),
    ],
)
def test_a_decision_that_cannot_be_read_names_its_fault(darkroom, decision, body, path):
    """A decision with a fault: 400, and the field is named"""
    accepted = darkroom.accepted(darkroom.wish("to be decided @fault:lost-callback"))

    answer = darkroom.decide(accepted["id"], decision, body)

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json"), answer.text
    assert path in [one["path"] for one in answer.json()["errors"]]


@pytest.mark.parametrize("decision", ["cancel", "resolution", "recheck", "deliveries/event-bus/replay"])
def test_nothing_is_decided_about_what_is_not_there(darkroom, decision):
    """A decision about an unknown id: 404"""
    body = {"decision": "abandon"} if decision == "resolution" else None
    assert darkroom.decide("nobody-has-this", decision, body).status_code == 404


def test_the_canary_shows_whether_the_account_honours_keys(darkroom):
    """Canary: run by an operator, read by anybody; not where a provider has no keys, or is unknown"""
    ran = darkroom.http("POST", "/v1/providers/evolink/canary")
    read = darkroom.http("GET", "/v1/providers/evolink/canary")

    assert (ran.status_code, read.status_code) == (200, 200), ran.text
    assert ran.json() == read.json() and ran.json()["honoured"] is True, ran.text
    assert PROVIDER_KEY not in ran.text
    assert darkroom.http("POST", "/v1/providers/modellix/canary").status_code == 409
    assert darkroom.http("POST", "/v1/providers/nobody/canary").status_code == 404


def test_what_is_lost_where_keys_are_honoured_heals_itself(darkroom, simulator):
    """After the canary: a paid call whose answer and callback are lost succeeds by itself; paid once"""
    event = darkroom.wish("lost and healed @fault:no-answer-lost")
    accepted = darkroom.accepted(event)
    assert accepted["status"] == "in_doubt"

    await_true(lambda: swept_until_closed(darkroom, accepted), lambda: f"it heals: {darkroom.record(accepted['id'])}")

    assert darkroom.record(accepted["id"])["status"] == "succeeded"
    assert simulator.accepted(event["prompt"]) == 1
