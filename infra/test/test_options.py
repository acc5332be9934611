"""Whatever is off by default, on: a second stack of the same name and account, in another region, beside the first."""

import json
import zipfile
from fnmatch import fnmatchcase

import pytest

from harness import deployer
from harness.cloud import ACCOUNT
from harness.forms import of_sam, of_terraform
from harness.options import BOUNDARY, KEY, MEMORY, REGION, RESERVED
from harness.resources import Resources
from harness.template import Template
from harness.terraform import Terraform
from test_forms import PARTS
from test_rules import OPERATORS

FUNCTIONS = list(RESERVED)
PAGE = {f"{method} {path}" for method in ("GET", "HEAD") for path in ("/ui", "/ui/{version}/{file}")}


@pytest.fixture(scope="module")
def stack(elsewhere, applied):
    """The second stack, once it is there as well."""
    yield elsewhere.result()
    elsewhere.result().destroy()


@pytest.fixture(scope="module")
def all_on(stack):
    return Resources(stack.terraform.state()["values"])


@pytest.fixture(scope="module")
def forms(all_on):
    template = Template(
        region=REGION,
        JwtIssuer="https://login.example.com",
        JwtAudience="images",
        CorsOrigins="https://shop.example.com,http://localhost:3000",
        CorsMaxAgeSeconds=60,
        ReferenceBuckets="references-of-others",
        ReferenceBucketAccounts="210987654321",
        PermissionsBoundary=BOUNDARY,
        KmsKeyArn=KEY,
        AlarmTopicArn=f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms",
        **{f"{name.capitalize()}ReservedConcurrency": count for name, count in RESERVED.items()},
        **{f"{name.capitalize()}Memory": size for name, size in MEMORY.items()},
    )
    return of_terraform(all_on), of_sam(template)


@pytest.mark.parametrize("part", PARTS)
def test_both_forms_agree_with_every_option_on(part, forms):
    """Both forms agree with every option on"""
    terraform, sam = forms
    assert terraform[part] or part == "policies", f"nothing of {part} was found"
    assert terraform[part] == sam[part]


def test_two_regions_of_an_account_do_not_collide(made, all_on):
    """The same name in two regions of one account: what is the account's (roles, dashboards) or everybody's (the bucket) has names that differ"""
    for kind, name in [("aws_iam_role", "name"), ("aws_cloudwatch_dashboard", "dashboard_name"), ("aws_s3_bucket", "bucket")]:
        here, there = ({one[name] for one in stack.every(kind)} for stack in (made, all_on))
        assert here and there and not here & there
    assert {one["function_name"] for one in made.every("aws_lambda_function")} == {one["function_name"] for one in all_on.every("aws_lambda_function")}


def test_a_key_of_ones_own_encrypts_all_that_is_kept(all_on):
    """kms_key_arn: table, bucket, queues and log groups are encrypted with it"""
    assert [one["kms_key_arn"] for one in all_on.of("aws_dynamodb_table")["tasks"]["server_side_encryption"]] == [KEY]
    rule = all_on.of("aws_s3_bucket_server_side_encryption_configuration")["images"]["rule"][0]
    assert rule["apply_server_side_encryption_by_default"] == [{"kms_master_key_id": KEY, "sse_algorithm": "aws:kms"}] and rule["bucket_key_enabled"]
    assert {one["kms_master_key_id"] for one in all_on.every("aws_sqs_queue")} == {KEY}
    assert {one["kms_key_id"] for one in all_on.every("aws_cloudwatch_log_group")} == {KEY}


SERVICES = {"dynamodb": "dynamodb", "s3": "s3", "sqs": "sqs", "ssm": "ssm"}
MAKE_DATA_KEYS = {"s3:PutObject", "sqs:SendMessage"}
TOUCH_NO_DATA = {"s3:DeleteObject"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_use_the_key_through_the_services_that_it_uses(all_on, function):
    """kms_key_arn: each function may use it through the services that it has rights in, and no other; only who writes makes data keys"""
    policy = json.loads(all_on.named("aws_iam_role_policy", "function")[function]["policy"])["Statement"]
    key = next(one for one in policy if one["Sid"] == "UseKey")
    used = {action for one in policy if one["Sid"] != "UseKey" for action in one["Action"]}
    through = {action.split(":")[0] for action in used - TOUCH_NO_DATA} & set(SERVICES)

    assert key["Resource"] == [KEY]
    assert set(key["Condition"]["StringEquals"]["kms:ViaService"]) == {f"{service}.{REGION}.amazonaws.com" for service in through}
    assert set(key["Action"]) == {"kms:Decrypt"} | ({"kms:GenerateDataKey"} if used & MAKE_DATA_KEYS else set())


def test_no_role_may_exceed_the_boundary(all_on):
    """permissions_boundary: every role has it"""
    assert {one["permissions_boundary"] for one in all_on.every("aws_iam_role")} == {BOUNDARY}


def test_concurrency_is_kept_by_function(all_on):
    """reserved_concurrency, by function"""
    assert {name: one["reserved_concurrent_executions"] for name, one in all_on.of("aws_lambda_function").items()} == RESERVED


def test_memory_is_given_by_function(all_on):
    """memory, by function"""
    assert {name: one["memory_size"] for name, one in all_on.of("aws_lambda_function").items()} == MEMORY


def test_web_pages_may_ask_before_they_prove_who_is_calling(all_on):
    """cors: preflight requests need no token, all others but the page's files do, and no header that a caller of the API needs is left out"""
    routes = {one["route_key"]: one["authorization_type"] for one in all_on.of("aws_apigatewayv2_route").values()}
    cors = all_on.of("aws_apigatewayv2_api")["this"]["cors_configuration"][0]

    assert {key for key, kind in routes.items() if kind == "NONE"} == {"POST /v1/callbacks/{provider}/{token}", "OPTIONS /{proxy+}", *PAGE}
    assert all_on.of("aws_lambda_function")["query"]["environment"][0]["variables"]["DARKROOM_PAGE"] == "on"
    assert set(cors["allow_headers"]) >= {"authorization", "content-type", "idempotency-key", "prefer", "x-amz-date", "x-amz-security-token"}
    assert not cors["allow_credentials"]


def test_web_pages_may_upload_pictures_and_do_nothing_else_in_the_bucket(all_on):
    """cors and page: the bucket lets their origins put pictures with the headers of a link, and nothing else"""
    api = all_on.of("aws_apigatewayv2_api")["this"]["api_endpoint"]
    rules = {one["id"]: one for one in all_on.of("aws_s3_bucket_cors_configuration")["images"]["cors_rule"]}

    assert {name: set(one["allowed_origins"]) for name, one in rules.items()} == {"page": {api}, "cors": {"https://shop.example.com", "http://localhost:3000"}}
    assert {(*one["allowed_methods"], *sorted(one["allowed_headers"])) for one in rules.values()} == {("PUT", "content-type", "x-amz-checksum-sha256")}


def test_the_operators_routes_demand_a_scope_of_their_own(all_on):
    """jwt: the operators' routes demand a scope of their own, and no policy of IAM is made"""
    routes = all_on.of("aws_apigatewayv2_route").values()
    demanded = {one["route_key"]: set(one["authorization_scopes"]) for one in routes if one["authorization_scopes"]}

    assert demanded == {key: {"darkroom/operate"} for key in OPERATORS}
    assert {one["authorization_type"] for one in routes if one["route_key"] in OPERATORS} == {"JWT"}
    assert all_on.every("aws_iam_policy") == []


def test_nothing_drifts_with_every_option_on(stack):
    """terraform plan with every option on says: no changes"""
    code, said = stack.terraform.drift()
    assert code == 0, said[-4000:]


def test_alarms_tell_the_topic(all_on):
    """Every alarm tells the topic, and its end too"""
    for one in all_on.every("aws_cloudwatch_metric_alarm"):
        assert one["alarm_actions"] == one["ok_actions"] == [f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"]


@pytest.fixture(scope="module")
def in_china(tmp_path_factory, cloud, zip_file):
    root = f"""
module "darkroom" {{
  source            = "../terraform"
  artifact          = "{zip_file}"
  image_providers   = {{ evolink = {{}} }}
  reference_buckets = ["references-of-others", "more-references"]
}}
"""
    return Terraform(tmp_path_factory.mktemp("china"), root, cloud.environment("cn-north-1")).init().plan()


def test_another_partition_has_its_own_arns(in_china):
    """In another partition no ARN is of the usual one: Terraform"""
    planned = json.dumps(in_china["planned_values"])
    assert "arn:aws-cn:s3:::" in planned and "arn:aws:" not in planned


@pytest.mark.parametrize("partition, region", [("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1")])
def test_another_partition_has_its_own_arns_with_sam(partition, region):
    """In another partition no ARN is of the usual one: SAM"""
    form = of_sam(Template(region=region, partition=partition, ReferenceBuckets="references-of-others,more-references", KmsKeyArn="arn:x:kms:key"))
    resources = form["rights"]["submit"]["References"]["resources"]
    assert f"arn:{partition}:s3:::references-of-others/*" in resources and f"arn:{partition}:s3:::more-references/*" in resources
    assert "arn:aws:" not in json.dumps(form, default=str)


# ---------------------------------------------------------------- whoever deploys; from here on the second stack changes, and is gone

# AWS asks for these beside what is called, and the local AWS does not: who gives a role to a service, or a table the key, who has a stage write a
# log, and who deletes objects by their version. The schedule and the callers' policies change with a version of the module only.
BESIDE = {"iam:PassRole", "kms:CreateGrant", "s3:DeleteObjectVersion", "scheduler:UpdateSchedule", "iam:CreatePolicyVersion", "iam:DeletePolicyVersion"} | {
    f"logs:{name}"
    for name in (
        "CreateLogDelivery",
        "DeleteLogDelivery",
        "DescribeResourcePolicies",
        "GetLogDelivery",
        "ListLogDeliveries",
        "PutResourcePolicy",
        "UpdateLogDelivery",
    )
}


@pytest.fixture(scope="module")
def called(stack, all_on, cloud, zip_file, tmp_path_factory):
    """Every kind of call of an apply, a plan, an apply that changes as much as possible, and a destroy."""
    other = tmp_path_factory.mktemp("other") / "other.zip"
    with zipfile.ZipFile(other, "w") as out:
        out.writestr("bootstrap", "#!/bin/sh\nexit 2\n")
    changed = {
        "artifact": f'"{other}"',
        "deletion_protection": "false",
        "tags": '{ team = "pictures" }',
        "extra_env": '{ DARKROOM_METRICS = "false" }',
        "step_functions": "false",
        "submit_concurrency": "3",
        "log_retention_days": "7",
        "oldest_open_task_seconds": "7200",
        "cors": '{ origins = ["*"] }',
        "authorization": '{ type = "iam" }',
    }
    stack.change(authorization='{ type = "iam" }')
    stack.change({name: count for name, count in RESERVED.items() if name != "query"}, **changed)
    cloud.client("s3").put_object(Bucket=f"darkroom-images-{ACCOUNT}-{REGION}", Key="generations/one/0.png", Body=b"a picture")
    stack.terraform.destroy()
    return deployer.calls(cloud)


def test_whoever_deploys_needs_no_more_than_the_policy(called):
    """The deployer's policy allows whatever Terraform called in an apply, a plan, a change of as much as possible, and a destroy"""
    called_by_right = {one for one in called if one.action != "sts:GetCallerIdentity"}  # which nobody needs a right for
    assert len(called_by_right) > 100
    assert [one for one in called_by_right if not deployer.is_allowed(one, deployer.statements())] == []


def test_the_deployers_policy_allows_nothing_that_is_not_called(called):
    """Every action in it was called, but for a few that AWS asks for beside the call"""
    actions = {action for one in deployer.statements() for action in deployer.listed(one["Action"])}
    idle = {action for action in actions if not any(fnmatchcase(one.action, action) for one in called)}
    assert idle == BESIDE


@pytest.mark.parametrize("sid", [one["Sid"] for one in deployer.statements()])
def test_without_a_statement_something_is_not_allowed(called, sid):
    """Each statement of it taken away: something that Terraform called is not allowed any more"""
    others = [one for one in deployer.statements() if one["Sid"] != sid]
    taken = next(one for one in deployer.statements() if one["Sid"] == sid)
    missed = [one for one in called if deployer.is_allowed(one, [taken]) and not deployer.is_allowed(one, others)]
    assert missed or set(deployer.listed(taken["Action"])) <= BESIDE


def test_the_deployers_policy_is_for_what_the_module_makes(all_on):
    """Its resources are those of the module, by their real ARNs"""
    patterns = [resource for one in deployer.statements() for resource in deployer.listed(one["Resource"]) if resource != "*"]
    made = {values["arn"] for kind in ARNS for values in all_on.every(kind)}
    assert len(made) > 30
    assert [arn for arn in made if not any(fnmatchcase(arn, pattern) for pattern in patterns)] == []
    assert len(json.dumps(json.loads(deployer.POLICY.read_text()), separators=(",", ":"))) <= 6144  # of a managed policy


ARNS = [
    "aws_lambda_function", "aws_iam_role", "aws_sqs_queue", "aws_dynamodb_table", "aws_s3_bucket", "aws_cloudwatch_event_bus", "aws_cloudwatch_event_rule",
    "aws_scheduler_schedule", "aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm",
]  # fmt: skip
