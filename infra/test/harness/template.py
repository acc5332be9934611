"""The SAM template, transformed, with its intrinsic functions worked out as far as that can be done without AWS."""

import json
import os
import re
from pathlib import Path

from harness.cloud import ACCOUNT, REGION

TEMPLATE = Path(__file__).parents[2] / "sam" / "template.yaml"


class Unknown:
    """Only known once it is deployed; equal to anything."""

    def __init__(self, what):
        self.what = what

    def __eq__(self, other):
        return True

    __hash__ = None

    def __repr__(self):
        return f"<{self.what}>"


NOTHING = object()  # AWS::NoValue


class Template:
    def __init__(self, stack="darkroom", region=REGION, partition="aws", **parameters):
        os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
        from cfnlint.decode import cfn_yaml
        from samtranslator.translator.transform import transform

        source = json.loads(json.dumps(cfn_yaml.load(str(TEMPLATE))))
        self.parameters = {name: parameters.get(name, one.get("Default")) for name, one in source["Parameters"].items()}
        self.lists = {name for name, one in source["Parameters"].items() if one["Type"] == "CommaDelimitedList"}
        self.pseudo = {
            "AWS::StackName": stack,
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": region,
            "AWS::Partition": partition,
            "AWS::URLSuffix": "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com",
        }
        source["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
        self.whole = transform(source, {}, NoManagedPolicies())
        self.conditions = {}
        for name, condition in self.whole["Conditions"].items():
            self.conditions[name] = self.worked_out(condition)

    def of(self, kind):
        """Properties of all resources of a type whose condition holds, by logical id."""
        return {
            name: self.worked_out(one.get("Properties", {}))
            for name, one in self.whole["Resources"].items()
            if one["Type"] == kind and self.conditions.get(one.get("Condition"), True)
        }

    def worked_out(self, value):
        if isinstance(value, list):
            return [one for one in map(self.worked_out, value) if one is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            name, argument = next(iter(value.items()))
            if name == "Ref":
                return self.ref(argument)
            if name == "Condition" and isinstance(argument, str):
                return self.conditions[argument]
            if name.startswith("Fn::"):
                return getattr(self, "fn_" + name[4:].lower())(argument)
        pairs = {name: self.worked_out(one) for name, one in value.items()}
        return {name: one for name, one in pairs.items() if one is not NOTHING}

    def ref(self, name):
        if name == "AWS::NoValue":
            return NOTHING
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            value = self.parameters[name]
            return [one for one in str(value).split(",") if one] if name in self.lists else value
        return self.attribute(name, "Ref")

    def attribute(self, name, attribute):
        resource = self.whole["Resources"][name]
        kind, properties = resource["Type"], resource.get("Properties", {})
        own_name = next((self.worked_out(properties[key]) for key in NAMES if key in properties), None)
        if own_name is None or (kind, attribute) not in ATTRIBUTES:
            return Unknown(f"{name}.{attribute}")
        form = ATTRIBUTES[kind, attribute]
        other = self.worked_out(properties.get("EventBusName", ""))
        return form.format(name=own_name, other=other, partition=self.pseudo["AWS::Partition"], region=self.pseudo["AWS::Region"], account=ACCOUNT)

    def fn_getatt(self, argument):
        name, attribute = argument if isinstance(argument, list) else argument.split(".", 1)
        return self.attribute(name, attribute)

    def fn_sub(self, argument):
        text, more = argument if isinstance(argument, list) else (argument, {})
        values = {name: self.worked_out(one) for name, one in more.items()}
        unknown = []

        def one(match):
            name = match[1]
            value = values[name] if name in values else self.fn_getatt(name) if "." in name else self.ref(name)
            if isinstance(value, Unknown):
                unknown.append(value)
            return str(value)

        result = re.sub(r"\$\{([^}!]+)\}", one, text)
        return Unknown(result) if unknown else result

    def fn_if(self, argument):
        condition, yes, no = argument
        return self.worked_out(yes if self.conditions[condition] else no)

    def fn_equals(self, argument):
        first, second = map(self.worked_out, argument)
        return str(first) == str(second)

    def fn_not(self, argument):
        return not self.worked_out(argument[0])

    def fn_or(self, argument):
        return any(map(self.worked_out, argument))

    def fn_and(self, argument):
        return all(map(self.worked_out, argument))

    def fn_join(self, argument):
        delimiter, values = argument
        return delimiter.join(map(str, self.worked_out(values)))

    def fn_split(self, argument):
        delimiter, text = argument
        return self.worked_out(text).split(delimiter)


NAMES = ["FunctionName", "TableName", "BucketName", "QueueName", "LogGroupName", "Name"]
ATTRIBUTES = {
    ("AWS::Lambda::Function", "Ref"): "{name}",
    ("AWS::Lambda::Function", "Arn"): "arn:{partition}:lambda:{region}:{account}:function:{name}",
    ("AWS::DynamoDB::Table", "Ref"): "{name}",
    ("AWS::DynamoDB::Table", "Arn"): "arn:{partition}:dynamodb:{region}:{account}:table/{name}",
    ("AWS::S3::Bucket", "Ref"): "{name}",
    ("AWS::S3::Bucket", "Arn"): "arn:{partition}:s3:::{name}",
    ("AWS::SQS::Queue", "Arn"): "arn:{partition}:sqs:{region}:{account}:{name}",
    ("AWS::SQS::Queue", "QueueName"): "{name}",
    ("AWS::Events::EventBus", "Ref"): "{name}",
    ("AWS::Events::EventBus", "Arn"): "arn:{partition}:events:{region}:{account}:event-bus/{name}",
    ("AWS::Events::Rule", "Arn"): "arn:{partition}:events:{region}:{account}:rule/{other}/{name}",
    ("AWS::Logs::LogGroup", "Ref"): "{name}",
}


class NoManagedPolicies:
    def load(self):
        return {}
