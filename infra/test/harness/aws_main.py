"""Runs localaws.py, whose path is the only argument, with what it does not know yet.

It finds the resource of an IAM check for most services; here are those of EventBridge and of DynamoDB's batches. And state machines
run, as far as moto runs them.
"""

import atexit
import importlib.util
import json
import shutil
import sys
import threading
from http.server import ThreadingHTTPServer

spec = importlib.util.spec_from_file_location("localaws", sys.argv[1])
localaws = importlib.util.module_from_spec(spec)
spec.loader.exec_module(localaws)

from moto.core import config  # noqa: E402
from moto.dynamodb.responses import DynamoHandler  # noqa: E402
from moto.events.responses import EventsHandler  # noqa: E402
from moto.server import main  # noqa: E402


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


EventsHandler._determine_resource = bus
DynamoHandler._determine_resource = table
config.default_user_config["stepfunctions"] = {"execute_state_machine": True}


def stop():
    for environment in list(localaws.LIVE):
        environment.kill()
    shutil.rmtree(localaws.ROOT, ignore_errors=True)


atexit.register(stop)
threading.Thread(target=localaws.watch, daemon=True).start()
front = ThreadingHTTPServer(("127.0.0.1", localaws.FRONT), localaws.Front)
threading.Thread(target=front.serve_forever, daemon=True).start()
main(["-H", "127.0.0.1", "-p", str(localaws.MOTO)])
