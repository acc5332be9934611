"""Dead letters go back with the id that they had: nothing is paid for twice, and no byte of an event changes."""

import json
import os
import shutil
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from harness.processes import run

COMMAND = Path(__file__).parents[1] / "redrive"
THEIR_ID = "0b5c8d6e-0000-4000-8000-000000000001"


def pure():
    loader = SourceFileLoader("redrive", str(COMMAND))
    module = module_from_spec(spec_from_loader("redrive", loader))
    loader.exec_module(module)
    return module


redrive = pure()


@pytest.mark.parametrize(
    "body, event",
    [
        ('{"prompt": "fox"}', '{"id": "%s", "prompt": "fox"}'),
        ('{}', '{"id": "%s"}'),
        (' \n{ }\n', ' \n{"id": "%s" }\n'),
        ('{"a":1.10,"b":1e400,"c":0.12345678901234567890123}', '{"id": "%s", "a":1.10,"b":1e400,"c":0.12345678901234567890123}'),
        ('{"n":%s}' % ("9" * 5000), '{"id": "%s", "n":' + "9" * 5000 + "}"),
        ('{"prompt":"\\ud83e\\udd8a {\\"id\\": 1} f\u00fcr"}', '{"id": "%s", "prompt":"\\ud83e\\udd8a {\\"id\\": 1} f\u00fcr"}'),
        ('{"metadata":{"id":"theirs"}}', '{"id": "%s", "metadata":{"id":"theirs"}}'),
        ('{"id" : null ,"prompt":"fox"}', '{"id" : "%s" ,"prompt":"fox"}'),
        ('{"prompt":"null", "\\u0069d":null}', '{"prompt":"null", "\\u0069d":"%s"}'),
        ('{"a":1,"a":2}', '{"id": "%s", "a":1,"a":2}'),
    ],
)
def test_an_event_without_an_id_gets_that_of_its_message(body, event):
    assert redrive.event_of(body, THEIR_ID) == event % THEIR_ID


@pytest.mark.parametrize(
    "body",
    [
        '{"id":"mine","prompt":"fox"}',
        '{"prompt":"fox", "\\u0069d" : "mine"}',
        '{"id":"an-event","detail-type":"Generation Requested","source":"a.shop","detail":{"prompt":"fox"}}',
    ],
)
def test_an_event_with_an_id_stays_as_it_is(body):
    assert redrive.event_of(body, THEIR_ID) == body


def test_of_an_invocation_its_payload_is_sent_with_the_id_of_its_request():
    record = '{"version":"1.0","requestContext":{"requestId":"r-1","condition":"RetriesExhausted"},"requestPayload": {"seed":1.0} ,"responsePayload":{}}'
    assert redrive.event_of(record, THEIR_ID) == '{"id": "r-1", "seed":1.0}'
    assert redrive.event_of(record.replace('{"seed":1.0}', '{"id":"mine"}'), THEIR_ID) == '{"id":"mine"}'


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "a fox", '{"a":1', '{"a":1} {}', "{a:1}", '{"a" 1}', '{"a":1,}', '{,}', '{"a":' + "[" * 100000, '{"requestContext":{},"requestPayload":{}}'],
    ids=lambda body: body[:20],
)
def test_what_cannot_be_read_is_not_sent(body):
    with pytest.raises(redrive.Unreadable):
        redrive.event_of(body, THEIR_ID)


@pytest.fixture
def sqs(monkeypatch):
    if not shutil.which("aws"):
        pytest.skip("there is no AWS CLI here")
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("sqs")
    for name in ("submit", "submit-dead"):
        client.create_queue(QueueName=f"darkroom-{name}")
    yield client
    server.stop()


def test_the_command_empties_the_queue_and_names_what_it_leaves(sqs):
    urls = {name: sqs.get_queue_url(QueueName=f"darkroom-{name}")["QueueUrl"] for name in ("submit", "submit-dead")}
    trace = {"traceparent": {"DataType": "String", "StringValue": "00-1-1-01"}}
    fox = sqs.send_message(QueueUrl=urls["submit-dead"], MessageBody='{"prompt":"F\u00fcchse","seed":1.0}', MessageAttributes=trace)["MessageId"]
    for number in range(12):
        sqs.send_message(QueueUrl=urls["submit-dead"], MessageBody=json.dumps({"id": f"fox-{number}"}))
    broken = sqs.send_message(QueueUrl=urls["submit-dead"], MessageBody="a fox")["MessageId"]

    status, said, complained = run(["python3", str(COMMAND), "submit-dead"], env=os.environ)

    assert status == 1, said + complained
    assert f"{broken} stays: it is no JSON" in said and "13 sent to darkroom-submit, 1 left in darkroom-submit-dead" in said, complained
    sent = everything(sqs, urls["submit"])
    assert sorted(json.loads(one["Body"])["id"] for one in sent) == sorted([fox, *[f"fox-{number}" for number in range(12)]])
    (first,) = [one for one in sent if fox in one["Body"]]
    assert first["Body"] == '{"id": "%s", "prompt":"F\u00fcchse","seed":1.0}' % fox and first["MessageAttributes"] == trace
    assert [one["MessageId"] for one in everything(sqs, urls["submit-dead"])] == [broken]


def everything(sqs, url):
    found = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]).get("Messages", []):
        found += messages
    return found
