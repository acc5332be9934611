"""Who may call what: the two policies that the module makes for callers and operators, attached to a user each.

The local AWS judges execute-api:Invoke on the path as it was sent. It verifies no signature, and no token: which scopes a route demands of one
is held to the letter in test_rules and test_options.
"""

import pytest

from harness.darkroom import call
from test_rules import OPERATORS

MADE_UP = "GET/v1/generations/POST/v1/generations"  # an id that begins as what callers may do
CALLERS = {
    "POST /v1/generations",
    "POST /v1/uploads",
    "POST /v1/quotes",
    "POST /v1/generations/{id}/cancel",
    "DELETE /v1/generations/{id}",
    "POST /openai/v1/images/generations",
    "POST /openai/v1/images/edits",
}
READ = {
    "GET /v1/generations",
    "GET /v1/generations/{id}",
    "GET /v1/generations/{id}/deliveries",
    "GET /v1/providers/{provider}/canary",
    "GET /v1/models",
    "GET /openai/v1/images/generations/{id}",
    "GET /openai/v1/models",
    "GET /openai/v1/models/{model}",
}


@pytest.fixture(scope="module")
def users(cloud, applied):
    """Keys of a user of each kind, by the policy that is attached to it; and of one with none."""
    iam, policies = cloud.client("iam"), applied.outputs()["darkroom"]["policies"]
    keys = {}
    for name in ("callers", "operators", "nobody"):
        iam.create_user(UserName=name)
        made = iam.create_access_key(UserName=name)["AccessKey"]
        keys[name] = {"aws_access_key_id": made["AccessKeyId"], "aws_secret_access_key": made["SecretAccessKey"]}
        if name in policies:
            iam.attach_user_policy(UserName=name, PolicyArn=policies[name])
    yield keys
    for name, key in keys.items():
        if name in policies:
            iam.detach_user_policy(UserName=name, PolicyArn=policies[name])
        iam.delete_access_key(UserName=name, AccessKeyId=key["aws_access_key_id"])
        iam.delete_user(UserName=name)


def gets_in(cloud, keys, route, generation="no-such-id"):
    method, path = route.split(" ")
    path = path.replace("{id}", generation).replace("{channel}", "webhook").replace("{provider}", "nobody")
    return call(cloud, keys, method, path, {} if method == "POST" else None).status_code != 403


@pytest.mark.parametrize("route", sorted(OPERATORS))
def test_a_caller_is_no_operator(cloud, users, route):
    """The callers' policy: 403 at every route of the operators', whatever id a caller has made up; theirs gets in"""
    assert not gets_in(cloud, users["callers"], route)
    assert not gets_in(cloud, users["callers"], route, MADE_UP)
    assert gets_in(cloud, users["operators"], route)


@pytest.mark.parametrize("route", sorted(CALLERS))
def test_an_operator_is_no_caller(cloud, users, route):
    """The operators' policy: 403 at what submits, cancels and deletes; the callers' gets in"""
    assert not gets_in(cloud, users["operators"], route)
    assert gets_in(cloud, users["callers"], route)


@pytest.mark.parametrize("route", sorted(READ))
def test_both_may_read(cloud, users, route):
    """Both policies: reading"""
    assert gets_in(cloud, users["callers"], route)
    assert gets_in(cloud, users["operators"], route)


@pytest.mark.parametrize("route", sorted(OPERATORS | CALLERS | READ))
def test_without_a_policy_nobody_gets_in(cloud, users, route):
    """A signature without a policy: 403"""
    assert not gets_in(cloud, users["nobody"], route)
