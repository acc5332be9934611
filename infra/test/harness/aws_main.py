"""Runs localaws.py, whose path is the only argument, with what it does not know yet.

It finds the resource of an IAM check for most services; here are those of EventBridge and of DynamoDB's batches. A batch of messages
needs the right to send one, as with AWS, and a presigned link is judged by the rights of who signed it. And state machines run, as far
as moto runs them.
"""

import atexit
import copy
import importlib.util
import json
import shutil
import sys
import threading
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

spec = importlib.util.spec_from_file_location("localaws", sys.argv[1])
localaws = importlib.util.module_from_spec(spec)
spec.loader.exec_module(localaws)

from moto.core import config  # noqa: E402
from moto.dynamodb.responses import DynamoHandler  # noqa: E402
from moto.events.responses import EventsHandler  # noqa: E402
from moto.iam.access_control import IAMRequestBase  # noqa: E402
from moto.server import main  # noqa: E402
from moto.stepfunctions.models import StateMachine  # noqa: E402


def arn(service, rest):
    return f"arn:aws:{service}:{localaws.REGION}:123456789012:{rest}"


def body(request):
    return request.body if isinstance(request.body, dict) else json.loads(request.body or "{}")


def bus(request):
    entries = body(request).get("Entries") or [{}]
    name = entries[0].get("EventBusName", "default")
    return name if name.startswith("arn:") else arn("events", "event-bus/" + name)


of_table = DynamoHandler._determine_resource


def table(request):
    batch = body(request).get("RequestItems")
    return arn("dynamodb", "table/" + next(iter(batch))) if batch else of_table(request)


ONE_OF = {"sqs:SendMessageBatch": "sqs:SendMessage", "sqs:DeleteMessageBatch": "sqs:DeleteMessage"}
made = IAMRequestBase.__init__


def make(self, *, headers, path, **others):
    query = {name: values[0] for name, values in parse_qs(urlparse(path).query).items()}
    if "Authorization" not in headers and "X-Amz-Credential" in query:
        headers = dict(headers.items()) | {"Authorization": f"Credential={query['X-Amz-Credential']}, "}
        if "X-Amz-Security-Token" in query:
            headers["X-Amz-Security-Token"] = query["X-Amz-Security-Token"]
    made(self, headers=headers, path=path, **others)
    self._action = ONE_OF.get(self._action, self._action)


IAMRequestBase.__init__ = make
EventsHandler._determine_resource = bus
DynamoHandler._determine_resource = table
StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)  # all that have run hang on it, with their locks
config.default_user_config["stepfunctions"] = {"execute_state_machine": True}


poll_until_it_breaks = localaws.poll


def poll(mapping):
    """A poller outlives a call that failed, as it does with AWS."""
    while True:
        try:
            return poll_until_it_breaks(mapping)
        except Exception as broken:  # noqa: BLE001
            print(f"poller of {mapping}: {broken}", file=sys.stderr)


localaws.poll = poll


def stop():
    for environment in list(localaws.LIVE):
        environment.kill()
    shutil.rmtree(localaws.ROOT, ignore_errors=True)


atexit.register(stop)
threading.Thread(target=localaws.watch, daemon=True).start()
front = ThreadingHTTPServer(("127.0.0.1", localaws.FRONT), localaws.Front)
threading.Thread(target=front.serve_forever, daemon=True).start()
main(["-H", "127.0.0.1", "-p", str(localaws.MOTO)])
