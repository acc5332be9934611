"""The least that does what submit and settle do, with a custom runtime of a few lines.

Submit: claims the id, makes the paid call once, keeps the reference. Settle: asks for the result,
stores its images, records and tells it. All clients are made at start-up, as a function with these
six services has them.
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import sys
import tempfile
import time
import traceback
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import boto3
from botocore.config import Config

TABLE = os.environ["DARKROOM_TABLE"]
SESSION = boto3.session.Session()
DYNAMO = SESSION.client("dynamodb")
PARAMETERS = SESSION.client("ssm")
EVENTS = SESSION.client("events")
# As many connections as there can be images.
S3 = SESSION.client("s3", config=Config(s3={"addressing_style": "path"}, max_pool_connections=15))
OTHERS = [SESSION.client("sqs"), SESSION.client("stepfunctions")]
PROVIDER = os.environ["DARKROOM_PROVIDER_EVOLINK_BASE_URL"]
INVOCATION = "/2018-06-01/runtime/invocation/"


@cache
def secret(name):
    return PARAMETERS.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


def write(task, version, status, request, ref, condition, images=()):
    values = {} if version == 1 else {
        "ExpressionAttributeValues": {":version": {"N": str(version - 1)}}
    }
    DYNAMO.put_item(
        TableName=TABLE,
        Item={
            "pk": {"S": task},
            "version": {"N": str(version)},
            "status": {"S": status},
            "request": {"S": json.dumps(request)},
            "ref": {"S": ref},
            "nextCheckAt": {"N": str(int(time.time()) + 45)},
            "images": {"S": json.dumps(images)},
            **({} if status == "succeeded" else {"openShard": {"S": "0"}}),
        },
        ConditionExpression=condition,
        **values,
    )


def authorization():
    key = secret(os.environ["DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER"])
    return {"Authorization": "Bearer " + key}


def paid_call(request, task):
    callback_key = secret(os.environ["DARKROOM_CALLBACK_KEYS_PARAMETER"])
    token = hmac.new(callback_key.encode(), task.encode(), hashlib.sha256).hexdigest()
    callback = os.environ["DARKROOM_CALLBACK_BASE_URL"] + "/v1/callbacks/evolink/" + token
    body = {
        "model": "doubao-seedream-5.0-lite",
        "prompt": request["prompt"],
        "size": request["aspectRatio"],
        "quality": request["resolution"],
        "callback_url": callback,
    }
    call = urllib.request.Request(
        PROVIDER + "/v1/images/generations",
        data=json.dumps(body).encode(),
        headers={**authorization(), "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(call, timeout=20) as answer:
        return json.load(answer)["id"]


def handle(event):
    return settle(event["Records"]) if "Records" in event else submit(event)


def submit(event):
    request = json.loads(event["body"])
    key = event["headers"]["idempotency-key"]
    task = hashlib.sha256(key.encode()).hexdigest()[:26]
    write(task, 1, "claimed", request, "", "attribute_not_exists(pk)")
    ref = paid_call(request, task)
    write(task, 2, "submitted", request, ref, "version = :version")
    body = {"id": key, "taskId": task, "status": "submitted", "provider": "evolink"}
    return {
        "statusCode": 202,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }


def settle(records):
    failed = []
    for record in records:
        try:
            settle_one(json.loads(record["body"])["task"])
        except Exception:  # noqa: BLE001  whatever it is, the queue brings it again
            traceback.print_exc(file=sys.stderr)
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def settle_one(task):
    item = DYNAMO.get_item(TableName=TABLE, Key={"pk": {"S": task}}, ConsistentRead=True)["Item"]
    ref = item["ref"]["S"]
    call = urllib.request.Request(f"{PROVIDER}/v1/tasks/{ref}", headers=authorization())
    with urllib.request.urlopen(call, timeout=20) as answer:
        links = json.load(answer)["results"]
    with ThreadPoolExecutor(max_workers=15) as threads:
        stored = threads.map(lambda one: deliver(task, one[1], one[0]), enumerate(links))
        images = list(stored)
    request = json.loads(item["request"]["S"])
    version = int(item["version"]["N"]) + 1
    write(task, version, "succeeded", request, ref, "version = :version", images)
    EVENTS.put_events(
        Entries=[
            {
                "EventBusName": os.environ["DARKROOM_EVENT_BUS"],
                "Source": "bench",
                "DetailType": "generation finished",
                "Detail": json.dumps({"id": task, "images": images}),
            }
        ]
    )


def deliver(task, link, index):
    """By way of a file, hashed as it comes: an image may be larger than the memory."""
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        with urllib.request.urlopen(link, timeout=60) as answer:
            content_type = answer.headers["Content-Type"]
            while piece := answer.read(64 * 1024):
                digest.update(piece)
                file.write(piece)
        size = file.tell()
        file.seek(0)
        key = f"generations/{task}/{index}"
        S3.put_object(
            Bucket=os.environ["DARKROOM_BUCKET"],
            Key=key,
            Body=file,
            ContentLength=size,
            ContentType=content_type,
            ChecksumSHA256=base64.b64encode(digest.digest()).decode(),
            IfNoneMatch="*",
        )
    return {"key": key, "bytes": size, "sha256": digest.hexdigest()}


def main():
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", INVOCATION + "next")
        response = api.getresponse()
        request_id = response.getheader("Lambda-Runtime-Aws-Request-Id")
        event = json.loads(response.read())
        try:
            end, answer = "/response", handle(event)
        except Exception as failure:  # noqa: BLE001  whatever it is, the runtime is told
            end, answer = "/error", {"errorMessage": repr(failure)}
        api.request("POST", INVOCATION + request_id + end, json.dumps(answer))
        api.getresponse().read()


main()
