"""Darkroom, seen from outside: by those who want images, and by those who look after it."""

import json
import re
import struct
import time
import uuid
import zlib

import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from harness.cloud import REGION
from harness.processes import PATIENCE, await_true
from harness.provider import LOST

NAME = "darkroom"
CALLBACK_KEYS = "k1:a-secret-that-only-the-tests-of-the-infrastructure-know"
WEBHOOK_SECRET = "whsec_a25vd24gdG8gdGhlIHRlc3RzIG9mIGluZnJhIGFsb25l"
NOBODY = "https://localhost:1"  # where a webhook may go, and nobody listens: a receiver would need a certificate that the binary trusts
PROVIDER_KEY = "sk-a-key-that-only-the-tests-of-the-infrastructure-know"


def put_keys(cloud, parameters):
    """As deploy.md has it: beside Terraform, which knows the names alone."""
    for name, parameter in parameters.items():
        value = CALLBACK_KEYS if name == "callback" else PROVIDER_KEY
        cloud.client("ssm").put_parameter(Name=parameter, Value=value, Type="SecureString", Overwrite=True)


def call(cloud, keys, method, path, body=None, **headers):
    """A request to the HTTP API, signed with these keys; without any, it is not signed."""
    url = cloud.front + path
    data = body if body is None or isinstance(body, bytes) else json.dumps(body)
    headers = {"Content-Type": "application/json"} | headers
    if keys:
        request = AWSRequest(method, url, data=data, headers=headers)
        SigV4Auth(Credentials(keys["aws_access_key_id"], keys["aws_secret_access_key"]), "execute-api", REGION).add_auth(request)
        headers = dict(request.headers)
    return requests.request(method, url, data=data, headers=headers, timeout=PATIENCE)


def a_png():
    """A black square."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(64 * 3) for _ in range(64)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Darkroom:
    def __init__(self, cloud, outputs, door):
        self.cloud, self.outputs, self.door = cloud, outputs, door
        self.prompts, self.tokens = [], []
        self.outcome_queue = None

    # ------------------------------------------------------------ looking after it

    def listen(self):
        """Outcomes, as any subscriber of the bus gets them."""
        sqs, events = self.cloud.client("sqs"), self.cloud.client("events")
        url = sqs.create_queue(QueueName="outcomes")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name="outcomes", EventBusName=NAME, EventPattern=json.dumps({"source": ["darkroom"]}))
        events.put_targets(Rule="outcomes", EventBusName=NAME, Targets=[{"Id": "queue", "Arn": arn}])
        self.outcome_queue, self.heard = url, []

    def stop_listening(self):
        sqs, events = self.cloud.client("sqs"), self.cloud.client("events")
        events.remove_targets(Rule="outcomes", EventBusName=NAME, Ids=["queue"])
        events.delete_rule(Name="outcomes", EventBusName=NAME)
        sqs.delete_queue(QueueUrl=self.outcome_queue)

    def outcomes(self, generation_id):
        """All that were told of one generation."""
        sqs = self.cloud.client("sqs")
        while messages := sqs.receive_message(QueueUrl=self.outcome_queue, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages"):
            for message in messages:
                self.heard.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.outcome_queue, ReceiptHandle=message["ReceiptHandle"])
        return [one for one in self.heard if one["detail"].get("generation", {}).get("id") == generation_id]

    def sweep(self):
        self.cloud.run_schedule(f"{NAME}-sweep")

    def item(self, task_id):
        return self.cloud.client("dynamodb").get_item(TableName=self.outputs["table"], Key={"pk": {"S": task_id}})["Item"]

    def their_id(self, accepted):
        """What the provider calls it."""
        return self.item(accepted["taskId"])["state"]["M"]["ref"]["S"].split("/", 1)[1]

    def check(self, task_id):
        """A check of that task, now."""
        self.cloud.client("sqs").send_message(QueueUrl=self.queue_url("settle"), MessageBody=json.dumps({"task": task_id, "round": 0}))

    def make_due(self, task_id):
        """Time is moved on for one task: its next check is due. It gives back since when."""
        then = f"{time.time():.3f}"  # later than what a sweep before this one has seen
        self.cloud.client("dynamodb").update_item(
            TableName=self.outputs["table"],
            Key={"pk": {"S": task_id}},
            UpdateExpression="SET nextCheckAt = :then",
            ExpressionAttributeValues={":then": {"N": then}},
        )
        return then

    def let_the_sweep_start_over(self):
        """Time is moved on for the sweep: it may hand out once more whatever is due."""
        dynamodb, place = self.cloud.client("dynamodb"), {"TableName": self.outputs["table"], "Key": {"pk": {"S": "sweep#pass"}}}
        if "Item" not in dynamodb.get_item(**place):
            self.sweep()
            await_true(lambda: "Item" in dynamodb.get_item(**place), "a first sweep")
        then = {":then": {"S": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 180))}}
        dynamodb.update_item(**place, UpdateExpression="SET startedOver = :then", ExpressionAttributeValues=then)

    def waiting(self, queue):
        url = self.queue_url(queue)
        attributes = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]
        found = self.cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=attributes)["Attributes"]
        return {name.removeprefix("ApproximateNumberOfMessages") or "Visible": int(value) for name, value in found.items()}

    def queue_url(self, queue):
        return self.cloud.client("sqs").get_queue_url(QueueName=f"{NAME}-{queue}")["QueueUrl"]

    def take(self, queue):
        """The next message of a queue, which is deleted."""
        sqs, url = self.cloud.client("sqs"), self.queue_url(queue)
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, WaitTimeSeconds=0).get("Messages")
        if not found:
            return None
        sqs.delete_message(QueueUrl=url, ReceiptHandle=found[0]["ReceiptHandle"])
        return found[0]["Body"]

    # ------------------------------------------------------------ wanting images

    def wish(self, about, **fields):
        """An event, with a prompt that no other has."""
        prompt = f"{about} {uuid.uuid4().hex}"
        self.prompts.append(prompt)
        self.tokens += [fields["taskToken"]] if "taskToken" in fields else []
        return {"model": "seedream-5.0-lite", "provider": "evolink", "prompt": prompt} | fields

    def http(self, method, path, body=None, signed=True, **headers):
        """By somebody who may do everything."""
        return call(self.cloud, self.cloud.keys if signed else None, method, path, body, **headers)

    def submit(self, event, **headers):
        return self.http("POST", "/v1/generations", event, **headers)

    def accepted(self, event):
        answer = self.submit(event)
        assert answer.status_code == 202, answer.text
        return answer.json()

    def edit(self, event, picture):
        """With a picture by value, as OpenAI's clients send it."""
        form = requests.Request("POST", "http://nowhere", data=event, files={"image": ("fox.png", picture, "image/png")}).prepare()
        headers = {"Content-Type": form.headers["Content-Type"], "Idempotency-Key": uuid.uuid4().hex, "Prefer": "wait=0"}
        return self.http("POST", "/openai/v1/images/edits", form.body, **headers)

    def send(self, event):
        """By the submit queue; the message's id is the generation's."""
        body = event if isinstance(event, str) else json.dumps(event)
        return self.cloud.client("sqs").send_message(QueueUrl=self.queue_url("submit"), MessageBody=body)["MessageId"]

    def bury(self, event, queue="submit-dead"):
        """Puts an event among the dead letters, as if it had failed too often."""
        body = event if isinstance(event, str) else json.dumps(event)
        return self.cloud.client("sqs").send_message(QueueUrl=self.queue_url(queue), MessageBody=body)["MessageId"]

    def put_event(self, detail, source="a.shop", kind="Generation Requested"):
        entry = {"EventBusName": NAME, "Source": source, "DetailType": kind, "Detail": json.dumps(detail)}
        return self.cloud.client("events").put_events(Entries=[entry])["Entries"][0]["EventId"]

    def invoke(self, event, kind="RequestResponse"):
        answer = self.cloud.client("lambda").invoke(FunctionName=f"{NAME}-submit", InvocationType=kind, Payload=json.dumps(event))
        body = answer["Payload"].read()
        return answer.get("FunctionError"), json.loads(body) if body else None

    def record(self, generation_id):
        answer = self.http("GET", f"/v1/generations/{generation_id}")
        return answer.json() if answer.status_code == 200 else None

    def ended(self, generation_id):
        """The record, once it is final."""

        def final():
            record = self.record(generation_id)
            return record if record and record["status"] in ("succeeded", "failed") else None

        return await_true(final, lambda: f"{generation_id} has an end: {self.record(generation_id)}")

    def delivered(self, generation_id):
        record = self.ended(generation_id)
        assert record["status"] == "succeeded", record
        return record

    def decide(self, generation_id, decision, body=None):
        """What a person decides about a generation."""
        return self.http("POST", f"/v1/generations/{generation_id}/{decision}", body)

    def doubt(self, provider, about="in doubt"):
        """A generation whose paid call was taken, and whose answer is lost: its event, Darkroom's answer, and the id that it has at the provider."""
        event = self.wish(f"{about} {LOST} @fault:lost-callback", id=f"doubt-{uuid.uuid4()}", provider=provider)
        event["model"] = "seedream-4.5" if provider == "liangxin" else event["model"]
        accepted = self.accepted(event)
        assert accepted["status"] == "in_doubt", accepted
        (answer,) = [answer for method, _, body, answer in self.door.seen if method == "POST" and event["prompt"] in body]
        return event, accepted, re.search(r'"(?:id|task_id|taskId)":\s*"([^"]+)"', answer)[1]

    def told(self, generation_id):
        return await_true(lambda: self.outcomes(generation_id), f"an outcome of {generation_id}")
