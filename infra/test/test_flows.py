"""The deployed stack, driven through every door, with the native zip and simulated providers that misbehave on request."""

import hashlib
import json
import re
import uuid

import pytest
import requests

from harness.darkroom import NAME, PROVIDER_KEY, a_png
from harness.processes import PATIENCE, await_true
from harness.provider import BUSY

ROUTES = [
    ("POST", "/v1/generations"),
    ("GET", "/v1/generations?status=open"),
    ("GET", "/v1/generations/some"),
    ("GET", "/v1/generations/some/deliveries"),
    ("POST", "/v1/generations/some/cancel"),
    ("POST", "/v1/generations/some/resolution"),
    ("POST", "/v1/generations/some/recheck"),
    ("POST", "/v1/generations/some/deliveries/webhook/replay"),
    ("GET", "/v1/providers/evolink/canary"),
    ("POST", "/v1/providers/evolink/canary"),
    ("POST", "/v1/uploads"),
    ("POST", "/v1/quotes"),
    ("GET", "/v1/models"),
    ("GET", "/v1/schema"),
    ("GET", "/v1/openapi.json"),
    ("POST", "/openai/v1/images/generations"),
    ("POST", "/openai/v1/images/edits"),
    ("GET", "/openai/v1/images/generations/some"),
    ("GET", "/openai/v1/models"),
    ("GET", "/openai/v1/models/seedream-5.0-lite"),
    ("GET", "/v1/nothing"),
]


def assert_images_are_there(record):
    for image in record["images"]:
        answer = requests.get(image["url"], timeout=PATIENCE)
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == image["sha256"]
        assert len(answer.content) == image["bytes"]
        assert answer.headers["Content-Type"] == image["contentType"]


@pytest.mark.parametrize("method, path", ROUTES)
def test_without_a_signature_nobody_gets_in(darkroom, method, path):
    """HTTP without a signature: 403"""
    answer = darkroom.http(method, path, darkroom.wish("unsigned") if method == "POST" else None, signed=False)

    assert answer.status_code == 403


def test_a_picture_by_value_becomes_a_reference_and_ends_in_an_image(darkroom, simulator, cloud):
    """OpenAI's door: a picture by value is stored under its hash, edited, and answered in OpenAI's shape"""
    event = darkroom.wish("by value")

    accepted = darkroom.edit(event, a_png())
    assert accepted.status_code == 202, accepted.text
    darkroom.delivered(accepted.json()["id"])
    read = darkroom.http("GET", accepted.headers["Location"])
    inline = darkroom.http("GET", accepted.headers["Location"] + "?response_format=b64_json")

    assert simulator.accepted(event["prompt"]) == 1
    key = f"references/{hashlib.sha256(a_png()).hexdigest()}.png"
    assert cloud.client("s3").head_object(Bucket=darkroom.outputs["bucket"], Key=key)["ContentType"] == "image/png"
    assert requests.get(read.json()["data"][0]["url"], timeout=PATIENCE).status_code == 200
    assert inline.status_code == 200 and inline.json()["data"][0]["b64_json"], inline.text


def test_a_picture_that_a_caller_puts_by_a_link_is_a_reference(darkroom, simulator, cloud):
    """An upload: exactly the picture that was declared is put into the bucket by its link, and an event that names it is paid for once; before, nothing is"""
    picture = a_png() + b"by link"
    declared = {"contentType": "image/png", "size": len(picture), "sha256": hashlib.sha256(picture).hexdigest()}

    offer = darkroom.http("POST", "/v1/uploads", declared).json()
    event = darkroom.wish("by link", images=[offer["reference"]])
    early = darkroom.http("POST", "/v1/generations", event)
    put = requests.put(offer["url"], data=picture, headers=offer["headers"], timeout=PATIENCE)
    accepted = darkroom.accepted(event)
    darkroom.delivered(accepted["id"])

    assert early.status_code == 400 and "Upload it again" in early.json()["detail"], early.text
    assert put.status_code == 200, put.text
    assert offer["reference"] == f"s3://{darkroom.outputs['bucket']}/references/{declared['sha256']}.png"
    assert cloud.client("s3").head_object(Bucket=darkroom.outputs["bucket"], Key=offer["reference"].split("/", 3)[3])["ContentType"] == "image/png"
    assert simulator.accepted(event["prompt"]) == 1


def test_openai_clients_see_the_models_and_errors_in_their_shape(darkroom):
    """OpenAI's door: models, and an error, in OpenAI's shape"""
    assert "seedream-5.0-lite" in [one["id"] for one in darkroom.http("GET", "/openai/v1/models").json()["data"]]
    assert darkroom.http("GET", "/openai/v1/models/seedream-5.0-lite").json()["id"] == "seedream-5.0-lite"
    assert darkroom.http("GET", "/openai/v1/models/gpt-image-1").json()["error"]["code"] == "model_not_found"
    nothing = darkroom.http("GET", "/openai/v1/nothing")
    assert nothing.json()["error"]["code"] == "not_found"
    assert nothing.headers["x-request-id"]


def test_http_with_a_signature_ends_in_an_image(darkroom, simulator):
    """HTTP with a signature: paid once, called back, stored, told once, links open"""
    event = darkroom.wish("over http", count=2)

    accepted = darkroom.accepted(event)
    record = darkroom.delivered(accepted["id"])
    told = darkroom.told(accepted["id"])

    assert simulator.accepted(event["prompt"]) == 1
    assert len(record["images"]) == 2
    assert_images_are_there(record)
    assert {one["detail-type"] for one in told} == {"Generation Succeeded"}
    assert len({one["detail"]["outcomeId"] for one in told}) == 1
    assert any(sent["status"] == 202 for sent in simulator.state()["callbacks"])


def test_the_same_id_again_spends_nothing(darkroom, simulator):
    """The same id again: the same task; another wish under it: 422"""
    event = darkroom.wish("twice", id=f"order-{uuid.uuid4()}")

    first = darkroom.accepted(event)
    again = darkroom.submit(event)
    other = darkroom.submit(event | {"prompt": "something else"})

    assert again.json()["taskId"] == first["taskId"] and again.headers["Idempotency-Replayed"] == "true"
    assert other.status_code == 422 and other.json()["code"] == "idempotency_mismatch"
    darkroom.delivered(first["id"])
    assert simulator.accepted(event["prompt"]) == 1


def test_what_can_be_read_is_read(darkroom):
    """GET models, schema, openapi.json, an unknown id, a refused event"""
    models = darkroom.http("GET", "/v1/models").json()["models"]
    offers = {offer["provider"]: offer["on"] for offer in models["seedream-5.0-lite"]}

    assert offers["evolink"] is True
    assert darkroom.http("GET", "/v1/schema").json()["$schema"].startswith("https://json-schema.org/")
    assert darkroom.http("GET", "/v1/openapi.json").json()["openapi"].startswith("3.1")
    assert darkroom.http("GET", "/v1/generations/nobody-has-this").status_code == 404
    assert darkroom.submit(darkroom.wish("with a typo", promt="oops")).status_code == 400


@pytest.mark.parametrize("method, path, status", [("GET", "/v1/nothing", 404), ("POST", "/", 404), ("DELETE", "/v1/generations", 405)])
def test_what_no_route_takes_is_answered_as_a_problem(darkroom, method, path, status):
    """A path that is no route, and a method that a path does not have: problem+json"""
    answer = darkroom.http(method, path)

    assert answer.status_code == status == answer.json()["status"]
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_message_of_the_submit_queue_becomes_an_image(darkroom, simulator):
    """SQS: the message's id is the generation's"""
    event = darkroom.wish("over sqs")

    message = darkroom.send(event)

    assert_images_are_there(darkroom.delivered(message))
    assert simulator.accepted(event["prompt"]) == 1
    await_true(lambda: darkroom.waiting("submit")["NotVisible"] == 0, "the message is deleted")


def test_a_bad_message_is_kept_as_a_refusal_and_holds_nobody_up(darkroom):
    """SQS: a bad message is a refusal one can look up, and no dead letter"""
    bad = darkroom.send('{"model": "seedream-5.0-lite", "promt": "oops"}')
    good = darkroom.send(darkroom.wish("beside a bad one"))

    darkroom.delivered(good)
    refused = await_true(lambda: darkroom.record(bad), "the refusal is kept")
    assert refused["status"] == "refused"
    assert darkroom.waiting("submit-dead")["Visible"] == 0


def test_an_event_of_the_bus_becomes_an_image_and_its_outcome_no_event(darkroom, simulator):
    """EventBridge: the rule, the queue, an image; the outcome is not taken for a wish"""
    event = darkroom.wish("over the bus")

    event_id = darkroom.put_event(event)
    record = await_true(lambda: simulator.accepted(event["prompt"]), "the wish is taken") and darkroom.delivered(event_id)
    told = darkroom.told(event_id)

    assert_images_are_there(record)
    assert told[0]["source"] == "darkroom"
    assert simulator.accepted(event["prompt"]) == 1
    assert darkroom.waiting("submit")["Visible"] == 0  # where the outcome would lie
    assert darkroom.record(told[0]["id"]) is None


def test_the_rule_takes_wishes_alone(darkroom, simulator):
    """EventBridge: what Darkroom itself says, and what is about something else, is no wish"""
    echo, order = darkroom.wish("said by darkroom"), darkroom.wish("about an order")
    darkroom.put_event(echo, source="darkroom")
    darkroom.put_event(order, kind="Order Placed")

    after = darkroom.wish("after both")
    darkroom.delivered(darkroom.put_event(after))

    assert simulator.accepted(after["prompt"]) == 1
    assert simulator.accepted(echo["prompt"]) == simulator.accepted(order["prompt"]) == 0


def test_a_direct_invoke_answers_the_task(darkroom):
    """Direct invoke, with an answer: accepted, and a refusal as a result"""
    error, answer = darkroom.invoke(darkroom.wish("direct"))
    refused_error, refused = darkroom.invoke(darkroom.wish("direct, with a typo", promt="oops"))

    assert error is None and answer["status"] == "processing"
    assert refused_error is None and refused["status"] == 400
    darkroom.delivered(answer["id"])


def test_an_asynchronous_invoke_ends_in_an_image(darkroom):
    """Direct invoke, asynchronous"""
    event = darkroom.wish("asynchronous", id=f"async-{uuid.uuid4()}")

    darkroom.invoke(event, "Event")

    darkroom.delivered(event["id"])


def test_an_asynchronous_invoke_that_nobody_takes_is_kept(darkroom):
    """Direct invoke, asynchronous, provider busy: tried three times, then in the queue of the undelivered"""
    event = darkroom.wish(f"nobody takes this {BUSY}", id=f"async-{uuid.uuid4()}")

    darkroom.invoke(event, "Event")

    kept = await_true(lambda: darkroom.take("undelivered"), "it is kept")
    assert json.loads(kept)["requestPayload"]["id"] == event["id"]
    assert len(darkroom.door.creates(event["prompt"])) == 3


@pytest.mark.parametrize("provider", ["liangxin", "modellix"])
def test_every_provider_delivers(darkroom, provider, simulator):
    """Every provider, with and without callbacks"""
    event = darkroom.wish("by another", provider=provider)
    if provider == "liangxin":
        event["model"] = "seedream-4.5"

    accepted = darkroom.accepted(event)

    assert_images_are_there(darkroom.delivered(accepted["id"]))
    assert simulator.accepted(event["prompt"], provider) == 1


def test_a_quote_is_what_the_submit_then_does(darkroom):
    """A quote: who would make it and at what price; above maxCost it is refused, as the submit is, and the id stays free"""
    wish = darkroom.wish("a quote", count=2)
    dear = wish | {"maxCost": {"amount": 4.3, "unit": "credits"}}
    quote = darkroom.http("POST", "/v1/quotes", wish)
    refused = [darkroom.http("POST", path, dear) for path in ("/v1/quotes", "/v1/generations")]
    accepted = darkroom.accepted(wish | {"maxCost": {"amount": 4.4, "unit": "credits"}})

    assert quote.status_code == 200
    assert (quote.json()["provider"], quote.json()["price"]["amount"], quote.json()["price"]["unit"]) == (accepted["provider"], 4.4, "credits")
    assert [answer.status_code for answer in refused] == [422, 422]
    assert refused[0].json() == refused[1].json() and refused[0].json()["code"] == "too_expensive"


def test_a_stored_image_is_the_reference_of_another(darkroom, simulator):
    """A reference image in Darkroom's own bucket, and one that is not there"""
    first = darkroom.delivered(darkroom.accepted(darkroom.wish("a reference"))["id"])
    bucket = darkroom.outputs["bucket"]

    accepted = darkroom.accepted(darkroom.wish("after a reference", images=[f"s3://{bucket}/{first['images'][0]['key']}"]))
    absent = darkroom.submit(darkroom.wish("after nothing", images=[f"s3://{bucket}/generations/nothing/0.png"]))

    darkroom.delivered(accepted["id"])
    assert absent.status_code in (400, 422)
    assert absent.json()["errors"][0]["path"] == "images[0]"


def test_a_forged_callback_is_turned_away(darkroom, cloud, door, simulator):
    """Forged callbacks: 403, nothing changed, and nobody asks the provider because of them"""
    accepted = darkroom.accepted(darkroom.wish("forged @fault:lost-callback"))
    theirs = darkroom.their_id(accepted)
    simulator.await_done(theirs, PROVIDER_KEY)
    before = darkroom.item(accepted["taskId"])

    answers = [
        requests.post(f"{cloud.front}/v1/callbacks/{provider}/{token}", json={"id": theirs, "status": "completed"}, timeout=PATIENCE)
        for provider, token in [
            ("evolink", "nonsense"),
            ("evolink", f"k1.{accepted['taskId']}.{'A' * 43}"),
            ("nobody", f"k1.{accepted['taskId']}.{'A' * 43}"),
        ]
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert darkroom.item(accepted["taskId"]) == before
    darkroom.make_due(accepted["taskId"])
    darkroom.sweep()
    darkroom.delivered(accepted["id"])
    assert len([path for method, path, _, _ in door.seen if method == "GET" and path.endswith(theirs)]) == 1  # the sweep's check, no other


@pytest.mark.parametrize("fault", ["doubled-callback", "early-callback", "reordered-callback", "forged-callback"])
def test_however_callbacks_come_there_is_one_outcome(darkroom, simulator, fault):
    """Callbacks doubled, early, out of order, forged: one outcome"""
    event = darkroom.wish(f"@fault:{fault}")

    accepted = darkroom.accepted(event)

    assert_images_are_there(darkroom.delivered(accepted["id"]))
    assert len({one["detail"]["outcomeId"] for one in darkroom.told(accepted["id"])}) == 1
    assert simulator.accepted(event["prompt"]) == 1


def test_the_sweep_finds_what_a_lost_callback_left(darkroom, simulator):
    """A lost callback: nothing happens, until the sweep"""
    accepted = darkroom.accepted(darkroom.wish("lost @fault:lost-callback"))
    open_now = darkroom.http("GET", "/v1/generations?status=open").json()["generations"]
    assert accepted["taskId"] in [one["taskId"] for one in open_now]

    simulator.await_done(darkroom.their_id(accepted), PROVIDER_KEY)
    assert darkroom.record(accepted["id"])["status"] == "processing"
    darkroom.make_due(accepted["taskId"])
    darkroom.sweep()

    darkroom.delivered(accepted["id"])
    await_true(lambda: "openShard" not in darkroom.item(accepted["taskId"]), "it has left the index")


def test_what_was_given_up_is_told_once_and_can_still_be_made(darkroom, simulator):
    """An event among the dead letters: told once as not taken, by the sweep; sent back, it is made and paid for once"""
    event = darkroom.wish("given up", id=f"given-up-{uuid.uuid4()}")
    darkroom.bury(event)

    darkroom.sweep()
    record = await_true(lambda: darkroom.record(event["id"]), "the record says so")
    assert (record["status"], record["error"]["code"], record["error"]["retryable"]) == ("failed", "not_taken", False)
    darkroom.sweep()
    assert [one["detail-type"] for one in darkroom.told(event["id"])] == ["Generation Failed"]
    darkroom.sweep()

    await_true(lambda: darkroom.waiting("submit-dead")["Visible"] == 1, "it is there for its owner")
    darkroom.send(darkroom.take("submit-dead"))
    await_true(lambda: (darkroom.record(event["id"]) or {}).get("status") == "succeeded", "it is made")
    assert simulator.accepted(event["prompt"]) == 1
    told = await_true(lambda: len(darkroom.outcomes(event["id"])) == 2 and darkroom.outcomes(event["id"]), "that is told as well")
    assert [one["detail-type"] for one in told] == ["Generation Failed", "Generation Succeeded"]


def test_a_submit_that_dies_after_the_provider_took_the_wish_pays_once(darkroom, cloud, door, simulator):
    """submit killed in the middle of the paid call: paid once, healed by the callback"""
    event = darkroom.wish("killed while submitting", id=f"killed-{uuid.uuid4()}")
    died = door.once(lambda method, path, body: method == "POST" and event["prompt"] in body, lambda: cloud.kill(f"{NAME}-submit"))

    answer = darkroom.submit(event)

    assert answer.status_code == 500 and died.is_set()
    again = darkroom.submit(event)
    assert again.status_code == 202
    darkroom.delivered(event["id"])
    assert simulator.accepted(event["prompt"]) == 1
    assert len(door.creates(event["prompt"])) == 1


def test_a_settle_that_dies_is_gone_on_with(darkroom, cloud, door):
    """settle killed in the middle: the sweep has another go on; one outcome"""
    event = darkroom.wish("killed while settling", id=f"killed-{uuid.uuid4()}")
    accepted = darkroom.accepted(event)
    theirs = darkroom.their_id(accepted)
    died = door.once(lambda method, path, body: method == "GET" and path.endswith(theirs), lambda: cloud.kill(f"{NAME}-settle"))
    assert died.wait(PATIENCE)

    darkroom.make_due(accepted["taskId"])
    darkroom.sweep()

    assert_images_are_there(darkroom.delivered(accepted["id"]))
    assert len({one["detail"]["outcomeId"] for one in darkroom.told(accepted["id"])}) == 1


def test_what_every_function_did_is_in_its_log_by_task(darkroom, cloud):
    """The way of a task through the logs, by its id"""
    accepted = darkroom.accepted(darkroom.wish("followed"))
    darkroom.delivered(accepted["id"])

    for function, step in [("submit", "submission"), ("callback", "callback"), ("settle", "settlement"), ("settle", "notification")]:
        await_true(
            lambda: re.search(rf"step=?.{{0,4}}{step}.*{accepted['taskId']}", cloud.log(f"{NAME}-{function}")), f"{function} has logged {step}"
        )


def test_metrics_are_on_the_log_lines(darkroom, cloud):
    """CloudWatch metrics in embedded form, under the names that alarms and dashboard use"""
    accepted = darkroom.accepted(darkroom.wish("measured"))
    failed = darkroom.accepted(darkroom.wish("measured @fault:failed"))
    darkroom.submit(darkroom.wish(f"measured {BUSY}"))
    darkroom.delivered(accepted["id"])
    assert darkroom.ended(failed["id"])["status"] == "failed"
    darkroom.sweep()

    def found():
        metrics = {}
        for name in ("submit", "settle", "sweep"):
            for line in cloud.log(f"{NAME}-{name}").splitlines():
                if '"_aws"' in line and line.endswith("}"):
                    said = json.loads(line)
                    for directive in said["_aws"]["CloudWatchMetrics"]:
                        assert directive["Namespace"] == "Darkroom"
                        assert all(label in said for labels in directive["Dimensions"] for label in labels)
                        for metric in directive["Metrics"]:
                            unit, labels = metrics.setdefault(metric["Name"], (metric.get("Unit", "None"), set()))
                            labels |= {tuple(sorted(each)) for each in directive["Dimensions"]}
        wanted = {"Submitted", "Delivered", "SubmitToStored", "CallbackToStored", "Bytes", "Cost", "OldestOpenTask", "Failed", "Refused"}
        return metrics if wanted <= set(metrics) else None

    metrics = await_true(found, "all metrics are written")
    assert metrics["Submitted"] == ("Count", {("provider",)})
    assert metrics["Delivered"] == ("Count", {("provider",)})
    assert metrics["Refused"][0] == "Count" and ("provider", "reason") in metrics["Refused"][1]
    assert metrics["SubmitToStored"] == ("Milliseconds", {("provider",)})
    assert metrics["Bytes"] == ("Bytes", {("provider",)})
    assert metrics["Cost"] == ("None", {("provider", "unit")})
    assert metrics["OldestOpenTask"] == ("Seconds", {()})
