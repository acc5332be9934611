"""Runs localaws.py, whose path is the only argument, with what it does not know yet.

It finds the resource of an IAM check for most services; here are those of EventBridge and of DynamoDB's batches. A batch of messages
needs the right to send one, as with AWS, and a presigned link is judged by the rights of who signed it. Of an IAM user the HTTP API knows which
routes it may call; that the request is signed with its key is not verified. State machines run, as far
as moto runs them, with task tokens that are good for once. A function has a configuration of recursive loops, which nothing here acts on,
and an HTTP API has a route for whatever no other route takes.
"""

import atexit
import copy
import importlib.util
import json
import os
import re
import shutil
import sys
import threading
from functools import partial, wraps
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import boto3
from botocore.config import Config
from botocore.credentials import Credentials, ReadOnlyCredentials

from harness.deployer import OF_BUCKETS

spec = importlib.util.spec_from_file_location("localaws", sys.argv[1])
localaws = importlib.util.module_from_spec(spec)
spec.loader.exec_module(localaws)

from moto.apigatewayv2 import urls as api_urls  # noqa: E402
from moto.awslambda import urls as lambda_urls  # noqa: E402
from moto.awslambda.policy import Policy  # noqa: E402
from moto.awslambda.responses import LambdaResponse  # noqa: E402
from moto.core import config  # noqa: E402
from moto.core.authorization import ActionAuthenticatorMixin  # noqa: E402
from moto.core.exceptions import AWSError  # noqa: E402
from moto.core.responses import EmptyResult  # noqa: E402
from moto.dynamodb.models import DynamoDBBackend  # noqa: E402
from moto.dynamodb.responses import DynamoHandler  # noqa: E402
from moto.events.responses import EventsHandler  # noqa: E402
from moto.iam.access_control import (  # noqa: E402
    CreateAccessKeyFailure,
    IAMPolicy,
    IAMPolicyStatement,
    IAMRequestBase,
    IAMUserAccessKey,
    PermissionResult,
)
from moto.server import main  # noqa: E402
from moto.sqs.models import Queue  # noqa: E402
from moto.stepfunctions.exceptions import InvalidToken  # noqa: E402
from moto.stepfunctions.models import StateMachine  # noqa: E402
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackOutcomeFailure, CallbackOutcomeSuccess  # noqa: E402
from moto.stepfunctions.responses import StepFunctionResponse  # noqa: E402


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
    asked = body(request)
    if batch := asked.get("RequestItems"):
        return arn("dynamodb", "table/" + next(iter(batch)))
    if writes := asked.get("TransactItems"):
        return arn("dynamodb", "table/" + next(iter(writes[0].values()))["TableName"])
    return of_table(request)


ONE_OF = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}
made = IAMRequestBase.__init__


def make(self, *, headers, path, **others):
    query = {name: values[0] for name, values in parse_qs(urlparse(path).query).items()}
    if "Authorization" not in headers and "X-Amz-Credential" in query:
        headers = dict(headers.items()) | {"Authorization": f"Credential={query['X-Amz-Credential']}, "}
        if "X-Amz-Security-Token" in query:
            headers["X-Amz-Security-Token"] = query["X-Amz-Security-Token"]
    made(self, headers=headers, path=path, **others)
    self._action = ONE_OF.get(self._action, self._action)


judge = IAMRequestBase.check_action_permitted


def judge_and_note(self, resource):
    """A transaction needs the rights to what is in it, and none of its own, as on AWS."""
    if self._action != "dynamodb:TransactWriteItems":
        return judge_one(self, resource)
    parts = {part for write in json.loads(self._body)["TransactItems"] for part in write}
    for part in sorted(parts):
        self._action = f"dynamodb:{part}Item"
        judge_one(self, resource)


def judge_one(self, resource):
    """What a role was allowed and refused, for the tests to read."""
    verdict = "refused"
    try:
        judge(self, resource)
        verdict = "allowed"
    finally:
        if role := getattr(self._access_key, "_owner_role_name", None):
            with open(os.environ["JUDGEMENTS"], "a") as notes:
                notes.write(f"{role} {self._action} {resource} {verdict}\n")


conditions_hold = IAMPolicyStatement._check_conditions


def conditions_hold_of_this_account(self, incoming):
    """All that is here is of one account; of other keys of conditions than that one nothing is known, and they hold."""
    return conditions_hold(self, (incoming or {}) | {"aws:ResourceAccount": "123456789012"})


IAMPolicyStatement._check_conditions = conditions_hold_of_this_account


def matches(pattern, text):
    """Of the characters in a policy the asterisk alone has a meaning here; moto has some for a dollar, too."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL)


IAMPolicyStatement._match = staticmethod(matches)
SUB_RESOURCES = {sub_resource for _, sub_resource in OF_BUCKETS if sub_resource}
authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action


def note_what_terraform_calls(self, iam_request_cls, resource="*"):
    """Whoever deploys needs rights as well: every call that Terraform makes for one, with its resource where moto knows it."""
    if "darkroom-deployer" in self.headers.get("User-Agent", ""):
        service = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", self.headers["Authorization"])[1]
        sub_resource = next((name for name in parse_qs(urlparse(self.uri).query, keep_blank_values=True) if name in SUB_RESOURCES), "")
        with open(os.environ["DEPLOYER_CALLS"], "a") as notes:
            notes.write(f"{service} {self._get_action()} {self.method} {resource} {sub_resource}\n")
    authorize(self, iam_request_cls, resource)


add_statement = Policy.add_statement


def add_statement_once(self, raw, qualifier=None):
    """A call that is sent again as its answer was lost makes no second statement: AWS knows a statement by its id, and moto has both."""
    statement, revision = add_statement(self, raw, qualifier)
    self.statements[:] = [one for one in self.statements if one is statement or one.get("Sid") != statement.get("Sid")]
    return statement, revision


Policy.add_statement = add_statement_once
ActionAuthenticatorMixin._authenticate_and_authorize_action = note_what_terraform_calls
IAMRequestBase.__init__ = make
IAMRequestBase.check_action_permitted = judge_and_note
EventsHandler._determine_resource = bus
DynamoHandler._determine_resource = table


def put_function_recursion_config(self):
    function = self.backend.get_function(self.path.split("/")[-2])
    function.recursive_loop = self._get_param("RecursiveLoop")
    return get_function_recursion_config(self)


def get_function_recursion_config(self):
    function = self.backend.get_function(self.path.split("/")[-2])
    return json.dumps({"RecursiveLoop": getattr(function, "recursive_loop", "Terminate")})


LambdaResponse.put_function_recursion_config = put_function_recursion_config
LambdaResponse.get_function_recursion_config = get_function_recursion_config
lambda_urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/recursion-config/?$"] = LambdaResponse.dispatch


# Stages have tags too.
of_api = r"{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)/apis/(?P<resource_arn_pt2>[^/]+)$"
api_urls.url_paths[of_api.replace("$", r"/stages/(?P<resource_arn_pt3>[^/]+)$")] = api_urls.url_paths[of_api]


class TaskTimedOut(AWSError):
    TYPE = "TaskTimedOut"


def use(backend, outcome):
    """A token is good for once, as long as its state waits; of any later use AWS says that the task has timed out."""
    for execution in backend._get_executions():
        endpoint = execution.exec_worker.env.callback_pool_manager.get(outcome.callback_id)
        if endpoint:
            if endpoint.get_outcome() or execution.exec_status != "RUNNING":
                raise TaskTimedOut("the task has ended")
            return endpoint.notify(outcome)
    raise InvalidToken()


def send_task_success(self):
    use(self.stepfunction_backend, CallbackOutcomeSuccess(self._get_param("taskToken"), self._get_param("output")))
    return EmptyResult()


def send_task_failure(self):
    use(self.stepfunction_backend, CallbackOutcomeFailure(self._get_param("taskToken"), self._get_param("error"), self._get_param("cause")))
    return EmptyResult()


StepFunctionResponse.send_task_success = send_task_success
StepFunctionResponse.send_task_failure = send_task_failure
# At AWS a conditional write is one: nobody writes between the look at the condition and the write. Here two did, and both were told that they had won.
writing = threading.RLock()


def at_once(write):
    @wraps(write)
    def written(*given, **named):
        with writing:
            return write(*given, **named)

    return written


for name in ("put_item", "update_item", "delete_item", "transact_write_items"):
    setattr(DynamoDBBackend, name, at_once(getattr(DynamoDBBackend, name)))

StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)  # all that have run hang on it, with their locks
config.default_user_config["stepfunctions"] = {"execute_state_machine": True}


class Current(Credentials):
    """Of whoever localaws is by now: no poller goes on with keys that nothing is allowed to any more."""

    def __init__(self):
        super().__init__("", "")

    def get_frozen_credentials(self):
        return ReadOnlyCredentials(localaws.KEYS["aws_access_key_id"], localaws.KEYS["aws_secret_access_key"], None)


session = boto3.Session()
session._session._credentials = Current()
making = threading.Lock()  # a session makes one client at a time


def client(name):
    with making:
        config = Config(read_timeout=910, retries={"max_attempts": 0}, max_pool_connections=50)
        one = session.client(name, endpoint_url=localaws.ENDPOINT, region_name=localaws.REGION, config=config)
        if name == "apigatewayv2":
            one.get_routes = partial(routes_with_default, one.get_routes)
        return one


# The front takes of a path's routes the one with the fewest braces, and knows no $default: this one takes every path, after all others.
EVERY_PATH = r"ANY (?:\{\{\{)?/.*"


def routes_with_default(get_routes, **asked):
    routes = get_routes(**asked)["Items"]
    return {"Items": routes + [one | {"RouteKey": EVERY_PATH} for one in routes if one["RouteKey"] == "$default"]}


localaws.client = client
poll_until_it_breaks = localaws.poll


def poll(mapping):
    """A poller outlives a call that failed, as it does with AWS."""
    while True:
        try:
            return poll_until_it_breaks(mapping)
        except Exception as broken:  # noqa: BLE001
            print(f"poller of {mapping}: {broken}", file=sys.stderr)


localaws.poll = poll

# An attribute that SetQueueAttributes has taken away is not there any more, also of a queue with a key.
attributes_of_queue = Queue.attributes.fget
Queue.attributes = property(lambda queue: {name: value for name, value in attributes_of_queue(queue).items() if (name, value) != ("RedriveAllowPolicy", "")})


def stop():
    for environment in list(localaws.LIVE):
        environment.kill()
    shutil.rmtree(localaws.ROOT, ignore_errors=True)


SIGNED_BY = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/")
take = localaws.Front.handle_any


def may_call(key, method, path):
    """Whether the user with that key has execute-api:Invoke on what it calls. Before rights are enforced, a key of nobody may call everything."""
    try:
        user = IAMUserAccessKey("123456789012", "aws", key, {})
    except CreateAccessKeyFailure:
        return not localaws.ROLE_KEYS
    api = client("apigatewayv2").get_apis()["Items"][0]["ApiId"]
    resource = arn("execute-api", f"{api}/$default/{method}{path}")
    verdicts = [IAMPolicy(one).is_action_permitted("execute-api:Invoke", resource) for one in user.collect_policies()]
    return PermissionResult.PERMITTED in verdicts and PermissionResult.DENIED not in verdicts


def take_from_who_may_call(self):
    signed = SIGNED_BY.match(self.headers.get("Authorization") or "")
    if signed and not may_call(signed[1], self.command, self.path.partition("?")[0]):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return self.send(403, b'{"message":"Forbidden"}', {"content-type": "application/json"})
    return take(self)


for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"):
    setattr(localaws.Front, f"do_{method}", take_from_who_may_call)

atexit.register(stop)
threading.Thread(target=localaws.watch, daemon=True).start()
front = ThreadingHTTPServer(("127.0.0.1", localaws.FRONT), localaws.Front)
threading.Thread(target=front.serve_forever, daemon=True).start()
main(["-H", "127.0.0.1", "-p", str(localaws.MOTO)])
