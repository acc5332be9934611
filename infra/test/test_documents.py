"""What the documents say about AWS is done by a shell, as it stands there."""

import gzip
import json
import os
import re
import shutil
import time
from pathlib import Path

import boto3
import pytest

from harness.cloud import REGION
from harness.darkroom import call
from harness.processes import PATIENCE, await_true, run
from harness.provider import PROJECT
from harness.terraform import Terraform

FENCED = re.compile(r"^```(sh|json|hcl)\n(.*?)^```$", re.M | re.S)
AWAY = "eu-west-3"  # a region of the documents' own: what they make and remove there is not the stack's
ACCOUNT = "123456789012"

# What is not done here, by the first words of the block, and why.
ELSEWHERE = {
    "zip=$PWD/darkroom": "there is no release to download",
    "export GRAALVM_HOME": "the build of the zip that is tested here",
    "cd infra/terraform/examples/basic": "the fixtures do it: an apply takes minutes",
    "mkdir -p target": "there is no SAM here; test_forms.py compares the template",
    "terraform apply -var artifact=\"$zip\" -var deletion_protection": "test_end.py removes the stack",
}

# The functions that the guide defines in one block and uses in others.
SIGNED = re.compile(r"^signed\(\) \{.*?\}$", re.M | re.S)


def blocks(page, language="sh"):
    text = (PROJECT / "src/docs" / page).read_text()
    return [body for kind, body in FENCED.findall(text) if kind == language]


def named(page):
    return [pytest.param(block, id=f"{page}: {block.splitlines()[0][:50]}") for block in blocks(page) if not any(block.startswith(one) for one in ELSEWHERE)]


def block(page, beginning):
    [found] = [one for one in blocks(page) if one.startswith(beginning)]
    return found


class Shell:
    """A shell with keys, in a folder that looks like a checkout."""

    def __init__(self, cloud, folder, region=REGION):
        if not shutil.which("aws"):
            pytest.skip("there is no AWS CLI here")
        self.cloud, self.folder, self.region = cloud, folder, region
        for name in ("infra", "src", ".mvn"):
            (folder / name).symlink_to(PROJECT / name)
        # Version 1 of the command line does not take SQS's address from a variable.
        (folder / "aws").write_text(f'#!/bin/sh\nexec {shutil.which("aws")} --endpoint-url "$AWS_ENDPOINT_URL" "$@"\n')
        (folder / "aws").chmod(0o755)

    def run(self, script, is_refused=False):
        env = os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}"} | self.cloud.environment(self.region) | {"AWS_DEFAULT_REGION": self.region, "AWS_DEFAULT_OUTPUT": "json", "AWS_PAGER": "", "AWS_CONFIG_FILE": str(self.folder / "aws-config")}
        status, said, complained = run(["bash", "-c", "set -eu -o pipefail\n" + script], PATIENCE, cwd=self.folder, env=env)
        assert (status != 0) == is_refused, f"{script}\nended with {status}:\n{said[-2000:]}\n{complained[-2000:]}"
        return said


@pytest.fixture
def shell(cloud, tmp_path):
    return Shell(cloud, tmp_path)


@pytest.fixture
def away(cloud, tmp_path):
    """A shell in a region where nothing is."""
    return Shell(cloud, tmp_path, AWAY)


@pytest.fixture
def signing(darkroom, cloud):
    """What the block of the first image defines; the address comes from Terraform's outputs there."""
    function = SIGNED.search(block("deploy.md", 'eval "$(aws configure'))[0]
    return f"api={cloud.front}\n{function}\n"


def test_every_block_for_a_shell_is_run_here_or_says_where():
    """Every command of the guide and of the alarms is run, or is named with a reason"""
    text = Path(__file__).read_text()
    every = [one for page in ("deploy.md", "observability.md", "conformance.md") for one in blocks(page)]
    beginnings = re.findall(r'block\("[a-z.]+", "?\'?((?:[^"\\]|\\.)+?)[\'"]\)', text) + ['eval "$(aws configure']
    covered = [one for one in every if any(one.startswith(start) for start in [*ELSEWHERE, *beginnings])]

    assert [one.splitlines()[0] for one in every if one not in covered] == []
    assert all(any(one.startswith(start) for one in every) for start in ELSEWHERE)


def test_keys_are_put_changed_and_removed(away):
    """Keys: put, changed in three steps, removed"""
    ssm = boto3.client("ssm", endpoint_url=away.cloud.url, region_name=AWAY, **away.cloud.keys)
    value = lambda name: ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    put = block("deploy.md", "export AWS_REGION").replace("eu-central-1", AWAY).replace("=…", "=a-key")

    away.run(put)
    first = value("/darkroom/callback-keys")
    away.run(block("deploy.md", "old=$(aws ssm get-parameter"))

    assert re.fullmatch(r"k1:[0-9a-f]{64}", first)
    assert re.fullmatch(r"k2:[0-9a-f]{64}", value("/darkroom/callback-keys"))
    assert value("/darkroom/providers/evolink/api-key") == "a-key"
    away.run(put, is_refused=True)  # ParameterAlreadyExists
    away.run(block("deploy.md", "aws ssm delete-parameters"))
    assert ssm.describe_parameters()["Parameters"] == []


def test_the_first_image(shell, signing, darkroom):
    """The first image, signed by curl"""
    commands = block("deploy.md", 'eval "$(aws configure')
    requests = commands[SIGNED.search(commands).end() :]

    accepted, seen = read_answers(shell.run(signing + requests))

    assert accepted["id"] == seen["id"] == "first"
    await_true(lambda: call(shell.cloud, shell.cloud.keys, "GET", "/v1/generations/first").json()["status"] == "succeeded", "the first image")


def test_events_over_the_queue_and_the_bus(shell, darkroom):
    """Events over the queue and the bus"""
    sent, put = read_answers(shell.run(block("deploy.md", "aws sqs send-message")))

    assert put["FailedEntryCount"] == 0
    for carrier in (sent["MessageId"], put["Entries"][0]["EventId"]):
        await_true(lambda carrier=carrier: call(shell.cloud, shell.cloud.keys, "GET", f"/v1/generations/{carrier}").status_code == 200, carrier)


def test_policies_are_attached_and_made(shell, made):
    """Policies: callers', operators' and the deployer's"""
    iam = shell.cloud.client("iam")
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
    for role in ("the-shop", "on-call"):
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust)
    try:
        shell.run(block("deploy.md", "account=$(aws sts"))
        shell.run(block("deploy.md", "aws iam create-policy"))
        attached = {role: iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"] for role in ("the-shop", "on-call")}
        assert [one["PolicyName"] for one in attached["the-shop"]] == [f"darkroom-callers-{REGION}"]
        assert [one["PolicyName"] for one in attached["on-call"]] == [f"darkroom-operators-{REGION}"]
    finally:
        for role in ("the-shop", "on-call"):
            for one in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
                iam.detach_role_policy(RoleName=role, PolicyArn=one["PolicyArn"])
            iam.delete_role(RoleName=role)
        iam.delete_policy(PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/darkroom-deployer")


def test_the_canary(shell, signing, darkroom):
    """The canary, and what it has shown"""
    answers = read_answers(shell.run(signing + block("deploy.md", "signed -X POST")))

    assert len(answers) == 2 and all("code" not in one for one in answers), answers


def test_dead_letters(shell, made):
    """Dead letters: looked at, sent back, moved"""
    shell.run(block("deploy.md", "queue=$(aws sqs get-queue-url --queue-name darkroom-submit-dead"))
    moved = block("deploy.md", "queue=$(aws sqs get-queue-url --queue-name darkroom-settle-dead")
    shell.run(moved.rstrip() + " --generate-cli-skeleton output")  # the local AWS does not know this call


def test_a_small_account(shell):
    """A small account: the command line takes the options (not run: the local AWS knows no quotas)"""
    for command in filter(str.strip, block("deploy.md", "aws lambda get-account-settings").splitlines()):
        shell.run(f"{command} --generate-cli-skeleton output")


def test_table_and_bucket_are_warmed_and_removed(away):
    """A table is warmed before a peak; what SAM leaves is removed"""
    name = f"darkroom-images-{ACCOUNT}-{AWAY}"
    here = dict(endpoint_url=away.cloud.url, region_name=AWAY, **away.cloud.keys)
    dynamodb, s3 = boto3.client("dynamodb", **here), boto3.client("s3", config=boto3.session.Config(s3={"addressing_style": "path"}), **here)
    names = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "open")]
    index = {"IndexName": "open", "KeySchema": [{"AttributeName": "open", "KeyType": "HASH"}], "Projection": {"ProjectionType": "KEYS_ONLY"}}
    key = [{"AttributeName": "pk", "KeyType": "HASH"}]
    dynamodb.create_table(TableName="darkroom-tasks", BillingMode="PAY_PER_REQUEST", KeySchema=key, AttributeDefinitions=names, GlobalSecondaryIndexes=[index])
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": AWAY})
    s3.put_object(Bucket=name, Key="images/one.png", Body=b"one")

    away.run(block("deploy.md", "aws dynamodb update-table"))
    away.run("aws configure set default.s3.addressing_style path\n" + block("deploy.md", "aws dynamodb delete-table"))

    assert dynamodb.list_tables()["TableNames"] == [] and name not in [one["Name"] for one in s3.list_buckets()["Buckets"]]


def test_the_rule_for_web_pages_of_a_bucket_of_ones_own(away):
    """A bucket of one's own: the rule for uploads from web pages"""
    s3 = boto3.client("s3", endpoint_url=away.cloud.url, region_name=AWAY, config=boto3.session.Config(s3={"addressing_style": "path"}), **away.cloud.keys)
    s3.create_bucket(Bucket="my-bucket", CreateBucketConfiguration={"LocationConstraint": AWAY})
    try:
        away.run("aws configure set default.s3.addressing_style path\n" + block("deploy.md", "aws s3api put-bucket-cors"))
        [rule] = s3.get_bucket_cors(Bucket="my-bucket")["CORSRules"]
        assert rule["AllowedMethods"] == ["PUT"]
    finally:
        s3.delete_bucket(Bucket="my-bucket")


def test_the_first_commands_of_alarms(shell, signing, made):
    """The first command of every alarm"""
    page = (PROJECT / "src/docs/observability.md").read_text()
    rows = [row.split(" | ") for row in page.split("| alarm | means |")[1].split("\n\n")[0].splitlines()[2:]]
    commands = [command.replace("\\|", "|") for row in rows for command in re.findall(r"`([^`]+)`", row[2].replace("\\|", "¦")) if re.match(r"peek|ask|aws|signed", command)]
    functions = block("observability.md", "ask() {")

    assert len(rows) == 8 and len(commands) >= len(rows)
    for command in commands:
        shell.run(signing + functions + "\n" + command.replace("¦", "|"))


def test_a_rule_for_failures_of_one_customer(cloud, darkroom):
    """The rule of the examples lets pass the failures of one customer, and nothing else"""
    [pattern] = blocks("examples.md", "json")
    events, sqs = cloud.client("events"), cloud.client("sqs")
    url = sqs.create_queue(QueueName="failures")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name="failures", EventBusName="darkroom", EventPattern=pattern)
    events.put_targets(Rule="failures", EventBusName="darkroom", Targets=[{"Id": "queue", "Arn": arn}])
    try:
        wanted, others = ("fails-4711", "4711"), [("fails-4712", "4712"), ("works-4711", "4711")]
        for number, (name, customer) in enumerate([*others, wanted]):
            prompt = "a fox" if name.startswith("works") else "a fox @fault:failed"
            event = {"id": name, "model": "seedream-5.0-lite", "prompt": prompt, "provider": "evolink", "metadata": {"customer": customer}}
            assert call(cloud, cloud.keys, "POST", "/v1/generations", event).status_code == 202
        for name, _ in [*others, wanted]:
            await_true(lambda name=name: darkroom.outcomes(name), name)

        heard = await_true(lambda: sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"), "the failure")
        assert [json.loads(one["Body"])["detail"]["generation"]["id"] for one in heard] == ["fails-4711"]
    finally:
        events.remove_targets(Rule="failures", EventBusName="darkroom", Ids=["queue"])
        events.delete_rule(Name="failures", EventBusName="darkroom")
        sqs.delete_queue(QueueUrl=url)


def test_the_log_conforms(shell, darkroom, tmp_path):
    """The logs of everything above are replayed against the model of a task"""
    if shutil.which("java") is None:
        pytest.skip("there is no Java here")
    logs = sorted(shell.cloud.logs.glob("*.log"))
    lines = "".join(log.read_text(errors="replace") for log in logs)
    (tmp_path / "darkroom.log").write_text(lines)
    with gzip.open(tmp_path / "more.log.gz", "wt") as more:
        more.write("")
    client, now = shell.cloud.client("logs"), int(time.time() * 1000)
    stream = {"logGroupName": "/aws/lambda/darkroom-settle", "logStreamName": "documents"}
    client.create_log_stream(**stream)
    client.put_log_events(**stream, logEvents=[{"timestamp": now, "message": line} for line in lines.splitlines() if '"step":"settlement"' in line][:1])

    said = shell.run(block("conformance.md", "src/bench/conformance").replace("--start-time …", f"--start-time {now - 1000}"))

    assert len(re.findall(r"[0-9,]+ lines of [0-9,]+ tasks .*: none is illegal", said)) == 2, said[-2000:]


def test_the_module_of_the_guide_is_valid(tmp_path):
    """The module of the guide, by terraform validate"""
    [text] = blocks("deploy.md", "hcl")
    topic = 'resource "aws_sns_topic" "oncall" {\n  name = "oncall"\n}\n'
    found = Terraform(tmp_path, topic + re.sub(r'source( *)= ".*"', r'source\1= "../terraform"', text)).init()
    (found.folder / "function.zip").touch()

    found.run("validate")


def test_the_statements_of_the_guide_are_json():
    """The statements for a key of one's own are read as JSON"""
    [text] = blocks("deploy.md", "json")

    assert [one["Effect"] for one in json.loads(text)] == ["Allow", "Allow"]


def read_answers(text):
    """JSON values one after the other, as a shell prints them."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while text[at:].strip():
        value, length = decoder.raw_decode(text[at:].lstrip())
        at += len(text[at:]) - len(text[at:].lstrip()) + length
        found.append(value)
    return found
