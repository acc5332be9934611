"""The least that does what submit does, with a custom runtime of a few lines.

Claims the id, makes the paid call once, keeps the reference. All clients are made at start-up, as
a function with these six services has them.
"""

import hashlib
import hmac
import http.client
import json
import os
import time
import urllib.request
from functools import cache

import boto3
from botocore.config import Config

TABLE = os.environ["DARKROOM_TABLE"]
SESSION = boto3.session.Session()
DYNAMO = SESSION.client("dynamodb")
PARAMETERS = SESSION.client("ssm")
OTHERS = [
    SESSION.client("events"),
    SESSION.client("s3", config=Config(s3={"addressing_style": "path"})),
    SESSION.client("sqs"),
    SESSION.client("stepfunctions"),
]
INVOCATION = "/2018-06-01/runtime/invocation/"


@cache
def secret(name):
    return PARAMETERS.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


def write(task, version, status, request, ref, condition):
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
            "openShard": {"S": "0"},
        },
        ConditionExpression=condition,
        **values,
    )


def paid_call(request, task):
    callback_key = secret(os.environ["DARKROOM_CALLBACK_KEYS_PARAMETER"])
    token = hmac.new(callback_key.encode(), task.encode(), hashlib.sha256).hexdigest()
    api_key = secret(os.environ["DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER"])
    callback = os.environ["DARKROOM_CALLBACK_BASE_URL"] + "/v1/callbacks/evolink/" + token
    body = {
        "model": "doubao-seedream-5.0-lite",
        "prompt": request["prompt"],
        "size": request["aspectRatio"],
        "quality": request["resolution"],
        "callback_url": callback,
    }
    call = urllib.request.Request(
        os.environ["DARKROOM_PROVIDER_EVOLINK_BASE_URL"] + "/v1/images/generations",
        data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + api_key, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(call, timeout=20) as answer:
        return json.load(answer)["id"]


def handle(event):
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
