"""Rules over what the module makes, that no reviewer should have to check by eye."""

import json
import re

import pytest

from harness.forms import invokes, statements
from harness.provider import PROJECT
from harness.resources import Resources

FUNCTIONS = ["submit", "callback", "settle", "sweep", "query", "control"]
PROVIDERS = ["evolink", "liangxin", "modellix"]
ROUTE = re.compile(r'\("(\w+)", "([^"]+)", LambdaFunction\.(\w+)\)')
NO_ARN = {"HandTokensBack"}  # a task token has none


@pytest.fixture(scope="module")
def planned(plan):
    return Resources(plan["planned_values"])


@pytest.fixture(scope="module")
def rights(planned):
    return {name: statements(one["policy"]) for name, one in planned.named("aws_iam_role_policy", "function").items()}


def test_every_right_is_known_before_anything_is_made(rights):
    assert sorted(rights) == sorted(FUNCTIONS)


def test_wildcards_are_a_named_few(planned):
    """No wildcard as an action or resource, but: a task token has no ARN; whatever is not over TLS is denied"""
    wide = {
        (name, sid, each)
        for kind in ("aws_iam_role_policy", "aws_s3_bucket_policy", "aws_sqs_queue_policy")
        for name, document in policies(planned, kind)
        for sid, one in document.items()
        for each in one["actions"] + one["resources"]
        if "*" in each and not re.fullmatch(r"arn:aws:[a-z0-9]+:[^*]*(:\*|/\*)", each)
    }

    assert wide == {("submit", "HandTokensBack", "*"), ("settle", "HandTokensBack", "*"), ("sweep", "HandTokensBack", "*"), ("images", "TlsOnly", "s3:*")}


def policies(planned, kind):
    return [(one.get("index", one["name"]), statements(one["values"]["policy"])) for one in planned.all if one["type"] == kind]


def test_rights_are_in_these_policies_and_nowhere_else(planned):
    """Rights are given by the policies above alone; two more are for callers, and attached to nobody; nothing may pass a role on"""
    kinds = {one["type"] for one in planned.all if re.search(r"iam|policy|permission", one["type"])}

    assert kinds == {
        "aws_iam_policy",
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_s3_bucket_policy",
        "aws_sqs_queue_policy",
        "aws_sqs_queue_redrive_allow_policy",
        "aws_lambda_permission",
    }
    assert len(planned.every("aws_iam_role")) == len(planned.every("aws_iam_role_policy")) == len(FUNCTIONS) + 1


def test_submit_settle_and_sweep_may_use_task_tokens_and_settle_alone_reads_the_webhook_secret(rights):
    tokens = {name: document["HandTokensBack"]["actions"] for name, document in rights.items() if "HandTokensBack" in document}
    readers = {name: one["actions"] for name, document in rights.items() for one in document.values() if any("webhook-secret" in each for each in one["resources"])}

    assert tokens == {name: ["states:SendTaskFailure", "states:SendTaskSuccess"] for name in ("submit", "settle", "sweep")}
    assert readers == {"settle": ["ssm:GetParameter"]}


def test_a_trailing_wildcard_is_for_objects_and_log_streams_only(rights):
    starred = {
        resource.split(":")[2]
        for document in rights.values()
        for sid, one in document.items()
        if sid not in NO_ARN
        for resource in one["resources"]
        if resource.endswith("*")
    }

    assert starred == {"s3", "logs"}


def test_only_settle_writes_images_only_submit_references_and_only_control_deletes_images(rights):
    """Images are written by settle and deleted by control, references are written by submit; nothing else but messages is deleted"""
    may_write = {
        (function, resource.split("/", 1)[1])
        for function, document in rights.items()
        for one in document.values()
        if "s3:PutObject" in one["actions"]
        for resource in one["resources"]
    }
    deletes = [action for document in rights.values() for one in document.values() for action in one["actions"] if "Delete" in action]

    assert may_write == {("settle", "generations/*"), ("submit", "references/*")}
    assert set(deletes) == {"sqs:DeleteMessage", "s3:DeleteObject"}
    assert {function for function, document in rights.items() for one in document.values() if "s3:DeleteObject" in one["actions"]} == {"control"}
    one = rights["control"]["DeleteImages"]
    assert (one["actions"], [each.split("/", 1)[1] for each in one["resources"]]) == (["s3:DeleteObject"], ["generations/*"])


def test_control_reads_no_image_and_reaches_no_bus_webhook_secret_or_task_token(rights):
    """control writes records, queues checks and deletes images: it reads and writes none, and has no right on the bus, a webhook's secret or task tokens"""
    actions = {action for one in rights["control"].values() for action in one["actions"]}
    parameters = {each.rsplit("/", 1)[1] for one in rights["control"].values() if one["actions"] == ["ssm:GetParameter"] for each in one["resources"]}

    assert {action.split(":")[0] for action in actions} == {"dynamodb", "logs", "s3", "sqs", "ssm"}
    assert {action for action in actions if action.startswith("s3:")} == {"s3:DeleteObject"}
    assert parameters == {"api-key"}


def test_callback_and_sweep_and_query_read_no_providers_key(rights):
    readers = {
        function
        for function, document in rights.items()
        for one in document.values()
        if any("/providers/" in resource for resource in one["resources"])
    }

    assert readers == {"submit", "settle", "control"}


def test_what_only_the_lambda_service_uses_is_exactly_what_it_needs(rights):
    """Rights of the Lambda service: receive, logs, on-failure queue"""
    receive = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
    for function, document in rights.items():
        assert document["Logs"]["actions"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
        assert document["Logs"]["resources"] == [f"arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/darkroom-{function}:*"]
        if function in ("submit", "settle"):
            assert set(document["Receive"]["actions"]) == receive
            assert document["Receive"]["resources"] == [f"arn:aws:sqs:us-east-1:123456789012:darkroom-{function}"]
        else:
            assert "Receive" not in document
    assert [function for function in FUNCTIONS if "KeepUndelivered" in rights[function]] == ["submit"]


def test_roles_are_only_for_the_service_that_takes_them(planned):
    functions = planned.named("aws_iam_role", "function").values()
    schedule = json.loads(planned.named("aws_iam_role", "schedule")["schedule"]["assume_role_policy"])["Statement"][0]

    assert {json.loads(one["assume_role_policy"])["Statement"][0]["Principal"]["Service"] for one in functions} == {"lambda.amazonaws.com"}
    assert schedule["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def test_the_arns_of_the_rights_are_those_of_what_was_made(made, rights):
    """ARNs made from names are the real ones"""
    kinds = ["sqs_queue", "dynamodb_table", "s3_bucket", "cloudwatch_event_bus", "cloudwatch_log_group"]
    real = {one["arn"] for kind in kinds for one in made.every(f"aws_{kind}")}
    used = {resource for document in rights.values() for sid, one in document.items() if sid not in NO_ARN for resource in one["resources"]}
    bare = {re.sub(r"(:\*|/\*|/generations/\*|/references/\*|/index/open|/index/recent)$", "", resource) for resource in used}

    parameters = ["darkroom/callback-keys", *[f"darkroom/providers/{name}/api-key" for name in PROVIDERS], "of-mine/webhook-secret"]
    of_others = {f"arn:aws:ssm:us-east-1:123456789012:parameter/{name}" for name in parameters}
    assert bare - real == {"arn:aws:s3:::references-of-others"} | of_others


def test_whose_a_bucket_is_is_checked_with_every_object(rights):
    """Rights on objects hold in buckets of this account alone, and of accounts that are named for references"""
    on_objects = [one for document in rights.values() for one in document.values() if any(action.startswith("s3:") for action in one["actions"])]

    assert len(on_objects) == 6
    assert [one["condition"] for one in on_objects] == [{"StringEquals": {"aws:ResourceAccount": ["123456789012"]}}] * 6


def test_only_functions_that_send_to_their_own_queue_may_go_round(made, rights):
    """Lambda lets those functions invoke themselves that send to the queue by which they are invoked, and no other"""
    loops = {one["function_name"]: one["recursive_loop"] for one in made.of("aws_lambda_function_recursion_config").values()}
    goes_round = {
        function
        for function, document in rights.items()
        for one in document.values()
        if "sqs:SendMessage" in one["actions"] and document.get("Receive", {}).get("resources") == one["resources"]
    }

    assert loops == {f"darkroom-{name}": "Allow" for name in goes_round}
    assert goes_round == {"submit", "settle"}


def test_every_queue_is_encrypted(made):
    assert {one["name"]: one["sqs_managed_sse_enabled"] for one in made.every("aws_sqs_queue")} == {
        f"darkroom-{name}": True for name in ("submit", "settle", "submit-dead", "settle-dead", "undelivered")
    }


def test_every_queue_with_work_has_a_dead_letter_queue_that_takes_from_it_alone(made):
    work, dead = made.named("aws_sqs_queue", "work"), made.named("aws_sqs_queue", "dead")
    allowed = made.of("aws_sqs_queue_redrive_allow_policy")

    for name, queue in work.items():
        redrive = json.loads(queue["redrive_policy"])
        assert redrive == {"deadLetterTargetArn": dead[name]["arn"], "maxReceiveCount": 5}
        assert json.loads(allowed[name]["redrive_allow_policy"]) == {"redrivePermission": "byQueue", "sourceQueueArns": [queue["arn"]]}
        assert dead[name]["message_retention_seconds"] == 14 * 24 * 3600 > queue["message_retention_seconds"]


def test_no_record_dies_before_what_may_still_repeat_its_event(made):
    """Records outlive their dead letters, and those once more"""
    longest = max(one["message_retention_seconds"] for one in made.every("aws_sqs_queue"))

    for name in ("submit", "settle"):
        retention = made.of("aws_lambda_function")[name]["environment"][0]["variables"]["DARKROOM_RETENTION"]
        assert int(re.fullmatch(r"P(\d+)D", retention)[1]) * 24 * 3600 > 2 * longest


def test_a_message_is_hidden_for_six_times_the_time_out(made):
    functions = made.of("aws_lambda_function")
    for name, queue in made.named("aws_sqs_queue", "work").items():
        assert queue["visibility_timeout_seconds"] == 6 * functions[name]["timeout"]


def test_batches_fail_in_part_and_are_limited(made):
    for mapping in made.of("aws_lambda_event_source_mapping").values():
        assert mapping["function_response_types"] == ["ReportBatchItemFailures"]
        assert mapping["scaling_config"][0]["maximum_concurrency"] >= 2


def test_every_function_has_a_log_group_that_forgets(made):
    groups = {one["name"]: one["retention_in_days"] for one in made.of("aws_cloudwatch_log_group").values()}
    for name, function in made.of("aws_lambda_function").items():
        assert function["logging_config"][0]["log_group"] == f"/aws/lambda/darkroom-{name}"
        assert groups[f"/aws/lambda/darkroom-{name}"] == 30


def test_functions_are_one_zip_outside_of_any_vpc(made):
    functions = made.of("aws_lambda_function")
    assert sorted(functions) == sorted(FUNCTIONS)
    assert len({one["source_code_hash"] for one in functions.values()}) == 1
    for name, one in functions.items():
        assert one["environment"][0]["variables"]["QUARKUS_LAMBDA_HANDLER"] == name
        assert one["vpc_config"] == []
        assert one["runtime"] == "provided.al2023"


def test_no_key_is_in_a_variable_and_no_parameter_is_managed(made):
    for one in made.of("aws_lambda_function").values():
        names = one["environment"][0]["variables"]
        assert [name for name in names if name.endswith(("API_KEY", "CALLBACK_KEYS"))] == []
    assert made.every("aws_ssm_parameter") == []  # Terraform reads back the value of each that it manages


def test_every_route_asks_who_is_calling_but_callbacks(made):
    routes = {one["route_key"]: one["authorization_type"] for one in made.of("aws_apigatewayv2_route").values()}
    assert [key for key, kind in routes.items() if kind != "AWS_IAM"] == ["POST /v1/callbacks/{provider}/{token}"]


def test_the_routes_are_those_of_the_code(made):
    code = (PROJECT / "src/main/java/dev/darkroom/entrypoint/HttpRoute.java").read_text()
    wanted = {f"{method} {path}": function.lower() for method, path, function in ROUTE.findall(code)}
    integrations = {one["id"]: name for name, one in made.of("aws_apigatewayv2_integration").items()}
    actual = {one["route_key"]: integrations[one["target"].split("/")[1]] for one in made.of("aws_apigatewayv2_route").values()}

    page = {key for key in wanted if " /ui" in key}  # with tokens alone: a browser cannot sign for IAM
    assert page and actual == {key: name for key, name in wanted.items() if key not in page} | {"$default": "query"}


def test_without_web_pages_the_bucket_answers_none(made):
    """Without cors and the page, the bucket has no rule for other origins"""
    assert made.every("aws_s3_bucket_cors_configuration") == []


OPERATORS = {
    "POST /v1/generations/{id}/resolution",
    "POST /v1/generations/{id}/recheck",
    "POST /v1/generations/{id}/deliveries/{channel}/replay",
    "POST /v1/providers/{provider}/canary",
}


def a_request(route_key):
    """The resource of IAM that a request for a route is, after the API's id; its id is one that a caller has made up for that."""
    method, path = route_key.split(" ")
    return "$default/" + method + re.sub(r"\{id\}", "GET/v1/POST/v1/generations/cancel", re.sub(r"\{(?!id\})\w+\}", "cancel", path))


def may(policy, resource):
    patterns = [pattern for _, _, resources in policy.values() for pattern in resources]
    return any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), resource) for pattern in patterns)


def test_the_callers_policy_reaches_all_routes_but_the_operators(made):
    """The callers' policy allows every route but the operators' and callbacks, whatever id a caller makes up"""
    routes = {one["route_key"] for one in made.of("aws_apigatewayv2_route").values()} - {"$default", "POST /v1/callbacks/{provider}/{token}"}
    callers, operators = (invokes(made.of("aws_iam_policy")[name]["policy"]) for name in ("callers", "operators"))

    assert {key for key in routes if may(callers, a_request(key))} == routes - OPERATORS
    assert {key for key in routes if may(operators, a_request(key))} == OPERATORS | {key for key in routes if key.startswith("GET ")}


def test_the_policies_for_callers_allow_nothing_else(made):
    """The two policies allow execute-api:Invoke on the stage of this API alone"""
    api = made.of("aws_apigatewayv2_api")["this"]["execution_arn"]
    for one in made.of("aws_iam_policy").values():
        for statement in statements(one["policy"]).values():
            assert (statement["effect"], statement["actions"], statement["condition"]) == ("Allow", ["execute-api:Invoke"], None)
            assert all(re.match(re.escape(f"{api}/$default/") + "(GET|POST|DELETE)/(openai/)?v1/", each) for each in statement["resources"])


def test_the_operators_routes_have_a_pace_of_their_own(made):
    settings = {one["route_key"]: one for one in made.named("aws_apigatewayv2_stage", "default")["default"]["route_settings"]}
    assert {key for key, one in settings.items() if (one["throttling_rate_limit"], one["throttling_burst_limit"]) == (5, 10)} == OPERATORS


def test_callbacks_are_throttled_by_themselves_and_their_path_is_not_logged(made):
    stage = made.named("aws_apigatewayv2_stage", "default")["default"]
    log = stage["access_log_settings"][0]["format"]

    assert ("POST /v1/callbacks/{provider}/{token}", 50) in [(one["route_key"], one["throttling_rate_limit"]) for one in stage["route_settings"]]
    assert "$context.routeKey" in log
    assert not re.search(r"\$context\.(path|httpMethod.*path|domain|rawPath)", log)


def test_only_the_api_may_invoke_and_only_its_own_routes(made):
    for one in made.of("aws_lambda_permission").values():
        assert one["principal"] == "apigateway.amazonaws.com"
        assert re.search(r":execute-api:.*/\*/((GET|POST|DELETE)/(openai/)?v1/|\$default$)", one["source_arn"])


def test_the_bucket_is_private_and_only_spoken_to_over_tls(made):
    block = made.of("aws_s3_bucket_public_access_block")["images"]
    policy = statements(made.of("aws_s3_bucket_policy")["images"]["policy"])["TlsOnly"]

    assert all(block[name] for name in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"))
    assert policy["effect"] == "Deny" and policy["condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_table_costs_by_use_expires_and_can_be_restored(made):
    table = made.of("aws_dynamodb_table")["tasks"]
    indexes = {one["name"]: (one["hash_key"], one["range_key"], one["projection_type"]) for one in table["global_secondary_index"]}

    assert table["billing_mode"] == "PAY_PER_REQUEST"
    assert table["ttl"][0]["attribute_name"] == "expiresAt" and table["ttl"][0]["enabled"]
    assert table["point_in_time_recovery"][0]["enabled"]
    assert indexes == {"open": ("openShard", "nextCheckAt", "KEYS_ONLY"), "recent": ("month", "createdAt", "KEYS_ONLY")}


def alarms_on(made, metric):
    """The alarms on one metric of SQS, by the queue's name."""
    found = made.of("aws_cloudwatch_metric_alarm").values()
    return {one["dimensions"]["QueueName"]: one for one in found if (one["namespace"], one["metric_name"]) == ("AWS/SQS", metric)}


def test_every_queue_has_an_alarm_of_its_own(made):
    """Depth of every dead-letter queue, age in every other"""
    ends = {one["name"] for one in made.every("aws_sqs_queue") if not one["redrive_policy"]}
    work = {one["name"]: one["visibility_timeout_seconds"] for one in made.every("aws_sqs_queue") if one["redrive_policy"]}
    depth, age = alarms_on(made, "ApproximateNumberOfMessagesVisible"), alarms_on(made, "ApproximateAgeOfOldestMessage")

    assert set(depth) == ends and {one["threshold"] for one in depth.values()} == {0}
    assert set(age) == set(work)
    # SQS leaves a message out of the age once it was received three times: the alarm has to ring before.
    assert 900 < age["darkroom-settle"]["threshold"] < 2 * work["darkroom-settle"]


def test_no_alarm_fills_gaps_and_a_gap_is_an_alarm_where_there_must_be_none(made):
    """A gap is bad news of the sweep alone, which runs every minute; no alarm fills gaps"""
    alarms = made.of("aws_cloudwatch_metric_alarm").values()
    gaps = {one["alarm_name"]: one["treat_missing_data"] for one in alarms}

    assert len(gaps) == 8
    assert {name for name, meaning in gaps.items() if meaning == "breaching"} == {"darkroom-sweep-silent"}
    assert set(gaps.values()) == {"breaching", "notBreaching"}
    assert "FILL" not in json.dumps(list(alarms))


def test_a_sweep_that_fails_is_as_silent_as_none(made):
    alarm = next(one for one in made.every("aws_cloudwatch_metric_alarm") if one["alarm_name"] == "darkroom-sweep-silent")
    counted = {query["id"]: query["metric"][0]["metric_name"] for query in alarm["metric_query"] if query["metric"]}

    assert [query["expression"] for query in alarm["metric_query"] if query["return_data"]] == ["invocations - errors"]
    assert counted == {"invocations": "Invocations", "errors": "Errors"}


def test_every_alarm_has_a_row_and_every_row_an_alarm(made):
    """Every alarm has a row in observability.md, and every row an alarm"""
    page = (PROJECT / "src/docs/observability.md").read_text()
    table = page.split("\n## Alarms\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)

    assert len(rows) == 8
    assert {f"darkroom-{name}" for name in rows} == {one["alarm_name"] for one in made.every("aws_cloudwatch_metric_alarm")}


def test_the_metrics_of_alarms_and_dashboard_are_those_of_the_code(made):
    """Names of Darkroom's own metrics"""
    code = (PROJECT / "src/main/java/dev/darkroom/log/Metric.java").read_text()
    known = set(re.findall(r'[A-Z_]+\("(\w+)", "\w+", Split', code))
    dashboard = made.of("aws_cloudwatch_dashboard")["this"]["dashboard_body"]
    watched = {one["metric_name"] for one in made.every("aws_cloudwatch_metric_alarm") if one["namespace"] == "Darkroom"}
    asked = set(re.findall(r'MetricName=\\"(\w+)\\"', dashboard)) | watched

    assert asked == known
