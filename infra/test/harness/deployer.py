"""What Terraform called on behalf of whoever deploys, and what the policy for that allows."""

import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

POLICY = Path(__file__).parents[2] / "deployer-policy.json"
NAME = "darkroom-deployer"  # in the user agent of the calls that count

# IAM's names of what S3 does, by method and sub-resource, as the service authorization reference has them.
OF_BUCKETS = {
    ("DELETE", ""): "s3:DeleteBucket",
    ("DELETE", "lifecycle"): "s3:PutLifecycleConfiguration",
    ("DELETE", "cors"): "s3:PutBucketCORS",
    ("DELETE", "encryption"): "s3:PutEncryptionConfiguration",
    ("DELETE", "ownershipControls"): "s3:PutBucketOwnershipControls",
    ("DELETE", "policy"): "s3:DeleteBucketPolicy",
    ("DELETE", "publicAccessBlock"): "s3:PutBucketPublicAccessBlock",
    ("DELETE", "tagging"): "s3:PutBucketTagging",
    ("GET", ""): "s3:ListBucket",
    ("GET", "accelerate"): "s3:GetAccelerateConfiguration",
    ("GET", "acl"): "s3:GetBucketAcl",
    ("GET", "cors"): "s3:GetBucketCORS",
    ("GET", "encryption"): "s3:GetEncryptionConfiguration",
    ("GET", "lifecycle"): "s3:GetLifecycleConfiguration",
    ("GET", "location"): "s3:GetBucketLocation",
    ("GET", "logging"): "s3:GetBucketLogging",
    ("GET", "object-lock"): "s3:GetBucketObjectLockConfiguration",
    ("GET", "ownershipControls"): "s3:GetBucketOwnershipControls",
    ("GET", "policy"): "s3:GetBucketPolicy",
    ("GET", "publicAccessBlock"): "s3:GetBucketPublicAccessBlock",
    ("GET", "replication"): "s3:GetReplicationConfiguration",
    ("GET", "requestPayment"): "s3:GetBucketRequestPayment",
    ("GET", "tagging"): "s3:GetBucketTagging",
    ("GET", "versioning"): "s3:GetBucketVersioning",
    ("GET", "versions"): "s3:ListBucketVersions",
    ("GET", "website"): "s3:GetBucketWebsite",
    ("HEAD", ""): "s3:ListBucket",
    ("POST", "delete"): "s3:DeleteObject",
    ("PUT", ""): "s3:CreateBucket",
    ("PUT", "cors"): "s3:PutBucketCORS",
    ("PUT", "encryption"): "s3:PutEncryptionConfiguration",
    ("PUT", "lifecycle"): "s3:PutLifecycleConfiguration",
    ("PUT", "ownershipControls"): "s3:PutBucketOwnershipControls",
    ("PUT", "policy"): "s3:PutBucketPolicy",
    ("PUT", "publicAccessBlock"): "s3:PutBucketPublicAccessBlock",
    ("PUT", "tagging"): "s3:PutBucketTagging",
}


class Call(NamedTuple):
    action: str
    resource: str  # an asterisk where the local AWS does not know it


def calls(cloud):
    """Every kind of call that was made, in IAM's words."""
    return {iam(*line.split(" ")) for line in cloud.deployer_calls.read_text().splitlines()}


def iam(service, action, method, resource, sub_resource):
    if service == "s3":
        return Call(OF_BUCKETS[method, sub_resource], resource + ("/*" if sub_resource == "delete" else ""))
    if service == "apigateway":
        return Call(f"apigateway:{method}", "*")
    known = resource.startswith("arn:") and "*" not in resource and service != "events"  # of events moto takes each for the default bus's
    return Call(f"{'cloudwatch' if service == 'monitoring' else service}:{action}", resource if known else "*")


def statements():
    return json.loads(POLICY.read_text())["Statement"]


def listed(value):
    return value if isinstance(value, list) else [value]


def is_allowed(call, by):
    return any(
        fnmatchcase(call.action, action) and (call.resource == "*" or fnmatchcase(call.resource, resource))
        for one in by
        for action in listed(one["Action"])
        for resource in listed(one["Resource"])
    )
