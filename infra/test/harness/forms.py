"""Both forms of the infrastructure, said in the same words."""

import json
import re


def statements(document):
    document = json.loads(document) if isinstance(document, str) else document
    return {
        one["Sid"]: {
            "effect": one["Effect"],
            "actions": sorted(aslist(one["Action"])),
            "resources": sorted(aslist(one["Resource"])),
            "condition": one.get("Condition"),
        }
        for one in document["Statement"]
    }


def invokes(document):
    """Which routes a policy for callers of the HTTP API allows. The API's id is known in one form alone, and only once it is made."""
    document = json.loads(document) if isinstance(document, str) else document
    return {
        one["Sid"]: (one["Effect"], aslist(one["Action"]), sorted(str(getattr(each, "what", each)).split("/", 1)[1] for each in one["Resource"]))
        for one in document["Statement"]
    }


def trust(document):
    document = json.loads(document) if isinstance(document, str) else document
    return [(one["Principal"], one["Action"], one.get("Condition")) for one in document["Statement"]]


def aslist(value):
    return value if isinstance(value, list) else [value]


def short(name):
    """Without the prefix that is everything's."""
    return re.sub(r"^darkroom-", "", name)


def of_terraform(made):
    """Of an applied state."""
    roles = made.named("aws_iam_role", "function")
    integrations = made.of("aws_apigatewayv2_integration")
    stage = made.named("aws_apigatewayv2_stage", "default")["default"]
    table = made.of("aws_dynamodb_table")["tasks"]
    schedule = made.of("aws_scheduler_schedule")["sweep"]
    loops = {one["function_name"]: one["recursive_loop"] for one in made.of("aws_lambda_function_recursion_config").values()}
    encryption = made.of("aws_s3_bucket_server_side_encryption_configuration")["images"]["rule"][0]
    return {
        "functions": {
            name: {
                "name": one["function_name"],
                "timeout": one["timeout"],
                "memory": one["memory_size"],
                "runtime": one["runtime"],
                "handler": one["handler"],
                "architectures": one["architectures"],
                "log group": one["logging_config"][0]["log_group"],
                "log format": one["logging_config"][0]["log_format"],
                "system log level": one["logging_config"][0]["system_log_level"],
                "variables": one["environment"][0]["variables"],
                "reserved concurrency": one["reserved_concurrent_executions"],
                "recursive loop": loops.get(one["function_name"]),
            }
            for name, one in made.of("aws_lambda_function").items()
        },
        "rights": {name: statements(one["policy"]) for name, one in made.named("aws_iam_role_policy", "function").items()},
        "trust": {name: trust(one["assume_role_policy"]) for name, one in roles.items()},
        "boundaries": {
            **{name: one["permissions_boundary"] or None for name, one in roles.items()},
            "schedule": made.named("aws_iam_role", "schedule")["schedule"]["permissions_boundary"] or None,
        },
        "policies": {name: (one["description"], invokes(one["policy"])) for name, one in made.of("aws_iam_policy").items()},
        "schedule's rights": statements(made.named("aws_iam_role_policy", "schedule")["schedule"]["policy"]),
        "schedule's trust": trust(made.named("aws_iam_role", "schedule")["schedule"]["assume_role_policy"]),
        "asynchronous": {
            short(one["function_name"]): (
                one["maximum_retry_attempts"],
                one["maximum_event_age_in_seconds"],
                [each["on_failure"][0]["destination"] for each in one["destination_config"]],
            )
            for one in made.of("aws_lambda_function_event_invoke_config").values()
        },
        "event sources": {
            short(one["event_source_arn"].rsplit(":", 1)[1]): (
                short(one["function_name"].rsplit(":", 1)[-1]),
                one["batch_size"],
                one["maximum_batching_window_in_seconds"] or 0,
                one["function_response_types"],
                one["scaling_config"][0]["maximum_concurrency"],
            )
            for one in made.of("aws_lambda_event_source_mapping").values()
        },
        "queues": {
            short(one["name"]): {
                "visibility": one["visibility_timeout_seconds"],
                "retention": one["message_retention_seconds"],
                "encrypted": one["kms_master_key_id"] or one["sqs_managed_sse_enabled"],
                "redrive": json.loads(one["redrive_policy"]) if one["redrive_policy"] else None,
            }
            for one in made.every("aws_sqs_queue")
        },
        "who may send": {
            short(one["queue_url"].rsplit("/", 1)[1]): statements(one["policy"]) for one in made.of("aws_sqs_queue_policy").values()
        },
        "redrive allowed": {
            short(one["queue_url"].rsplit("/", 1)[1]): json.loads(one["redrive_allow_policy"])
            for one in made.of("aws_sqs_queue_redrive_allow_policy").values()
        },
        "routes": {
            one["route_key"]: (one["authorization_type"], integrations_function(one, integrations), sorted(one["authorization_scopes"] or []))
            for one in made.of("aws_apigatewayv2_route").values()
        },
        "integrations": {
            name: (one["integration_type"], one["payload_format_version"], one["timeout_milliseconds"]) for name, one in integrations.items()
        },
        "cors": [
            {name: sorted(one[name]) if isinstance(one[name], list) else one[name] for name in CORS.values()}
            for one in made.of("aws_apigatewayv2_api")["this"]["cors_configuration"]
        ],
        "permissions": sorted(
            (short(one["function_name"]), one["principal"], one["source_arn"].split("/", 1)[1])
            for one in made.of("aws_lambda_permission").values()
        ),
        "stage": {
            "name": stage["name"],
            "throttle": (stage["default_route_settings"][0]["throttling_rate_limit"], stage["default_route_settings"][0]["throttling_burst_limit"]),
            "routes": {one["route_key"]: (one["throttling_rate_limit"], one["throttling_burst_limit"]) for one in stage["route_settings"]},
            "access log": json.loads(stage["access_log_settings"][0]["format"]),
        },
        "table": {
            "name": table["name"],
            "billing": table["billing_mode"],
            "keys": (table["hash_key"], table["range_key"] or None),
            "attributes": {one["name"]: one["type"] for one in table["attribute"]},
            "indexes": sorted((one["name"], one["hash_key"], one["range_key"], one["projection_type"]) for one in table["global_secondary_index"]),
            "expiry": table["ttl"][0]["attribute_name"],
            "recovery": table["point_in_time_recovery"][0]["enabled"],
            "key": [one["kms_key_arn"] for one in table["server_side_encryption"] if one["enabled"]],
        },
        "bucket": {
            "name": made.of("aws_s3_bucket")["images"]["bucket"],
            "public access": {name: made.of("aws_s3_bucket_public_access_block")["images"][name] for name in PUBLIC.values()},
            "ownership": made.of("aws_s3_bucket_ownership_controls")["images"]["rule"][0]["object_ownership"],
            "encryption": (
                encryption["apply_server_side_encryption_by_default"][0]["sse_algorithm"],
                encryption["apply_server_side_encryption_by_default"][0]["kms_master_key_id"] or None,
                encryption["bucket_key_enabled"] or False,
            ),
            "rules": {
                one["id"]: (
                    [each["days_after_initiation"] for each in one["abort_incomplete_multipart_upload"]],
                    [each["days"] for each in one["expiration"]],
                )
                for one in made.of("aws_s3_bucket_lifecycle_configuration")["images"]["rule"]
            },
            "cors": {
                one["id"]: (sorted(one["allowed_origins"], key=str), one["allowed_methods"], sorted(one["allowed_headers"]), one["max_age_seconds"])
                for each in made.every("aws_s3_bucket_cors_configuration")
                for one in each["cors_rule"]
            },
            "policy": statements(made.of("aws_s3_bucket_policy")["images"]["policy"]),
        },
        "rule": [
            (one["name"], json.loads(one["event_pattern"])) for one in made.of("aws_cloudwatch_event_rule").values()
        ],
        "rule's target": [
            (one["target_id"], one["arn"], one["dead_letter_config"][0]["arn"]) for one in made.of("aws_cloudwatch_event_target").values()
        ],
        "schedule": (
            schedule["name"],
            schedule["schedule_expression"],
            schedule["flexible_time_window"][0]["mode"],
            schedule["target"][0]["arn"],
            schedule["target"][0]["input"],
            schedule["target"][0]["retry_policy"][0]["maximum_retry_attempts"],
            schedule["target"][0]["retry_policy"][0]["maximum_event_age_in_seconds"],
        ),
        "log groups": {one["name"]: (one["retention_in_days"], one["kms_key_id"] or None) for one in made.of("aws_cloudwatch_log_group").values()},
        "alarms": {short(one["alarm_name"]): terraform_alarm(one) for one in made.of("aws_cloudwatch_metric_alarm").values()},
        "dashboard": (
            made.of("aws_cloudwatch_dashboard")["this"]["dashboard_name"],
            without_api(json.loads(made.of("aws_cloudwatch_dashboard")["this"]["dashboard_body"])),
        ),
    }


def integrations_function(route, integrations):
    wanted = route["target"].split("/")[1]
    return next(name for name, one in integrations.items() if one["id"] == wanted)


def terraform_alarm(one):
    metrics = {}
    for query in one["metric_query"]:
        metric = query["metric"][0] if query["metric"] else None
        metrics[query["id"]] = (
            query["expression"] or None,
            (metric["namespace"], metric["metric_name"], metric["stat"], metric["period"], metric["dimensions"]) if metric else query["period"] or None,
        )
    return {
        "description": one["alarm_description"],
        "comparison": (one["comparison_operator"], float(one["threshold"]), one["evaluation_periods"], one["treat_missing_data"]),
        "metrics": metrics,
        "metric": (one["namespace"] or None, one["metric_name"] or None, one["statistic"] or None, one["period"] or None, one["dimensions"] or {}),
    }


PUBLIC = {
    "BlockPublicAcls": "block_public_acls",
    "BlockPublicPolicy": "block_public_policy",
    "IgnorePublicAcls": "ignore_public_acls",
    "RestrictPublicBuckets": "restrict_public_buckets",
}


CORS = {
    "AllowOrigins": "allow_origins",
    "AllowMethods": "allow_methods",
    "AllowHeaders": "allow_headers",
    "ExposeHeaders": "expose_headers",
    "MaxAge": "max_age",
}


def of_sam(template):
    functions = template.of("AWS::Lambda::Function")
    queues = template.of("AWS::SQS::Queue")
    roles = template.of("AWS::IAM::Role")
    stage = next(iter(template.of("AWS::ApiGatewayV2::Stage").values()))
    table = template.of("AWS::DynamoDB::Table")["Tasks"]
    bucket = template.of("AWS::S3::Bucket")["Images"]
    schedule = next(iter(template.of("AWS::Scheduler::Schedule").values()))
    encryption = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    return {
        "functions": {
            name.lower(): {
                "name": one["FunctionName"],
                "timeout": one["Timeout"],
                "memory": one["MemorySize"],
                "runtime": one["Runtime"],
                "handler": one["Handler"],
                "architectures": one["Architectures"],
                "log group": one["LoggingConfig"]["LogGroup"],
                "log format": one["LoggingConfig"]["LogFormat"],
                "system log level": one["LoggingConfig"]["SystemLogLevel"],
                "variables": one["Environment"]["Variables"],
                "reserved concurrency": one.get("ReservedConcurrentExecutions", -1),
                "recursive loop": one.get("RecursiveLoop"),
            }
            for name, one in functions.items()
        },
        "rights": {
            name.removesuffix("Role").lower(): statements(one["Policies"][0]["PolicyDocument"])
            for name, one in roles.items()
            if name != "ScheduleRole"
        },
        "trust": {
            name.removesuffix("Role").lower(): trust(one["AssumeRolePolicyDocument"]) for name, one in roles.items() if name != "ScheduleRole"
        },
        "boundaries": {name.removesuffix("Role").lower(): one.get("PermissionsBoundary") for name, one in roles.items()},
        "policies": {
            name.removesuffix("Policy").lower(): (one["Description"], invokes(one["PolicyDocument"]))
            for name, one in template.of("AWS::IAM::ManagedPolicy").items()
        },
        "schedule's rights": statements(roles["ScheduleRole"]["Policies"][0]["PolicyDocument"]),
        "schedule's trust": trust(roles["ScheduleRole"]["AssumeRolePolicyDocument"]),
        "asynchronous": {
            short(one["FunctionName"]): (
                one["MaximumRetryAttempts"],
                one["MaximumEventAgeInSeconds"],
                [one["DestinationConfig"]["OnFailure"]["Destination"]] if one.get("DestinationConfig") else [],
            )
            for one in template.of("AWS::Lambda::EventInvokeConfig").values()
        },
        "event sources": {
            short(one["EventSourceArn"].rsplit(":", 1)[1]): (
                short(one["FunctionName"]),
                one["BatchSize"],
                one.get("MaximumBatchingWindowInSeconds", 0),
                one["FunctionResponseTypes"],
                one["ScalingConfig"]["MaximumConcurrency"],
            )
            for one in template.of("AWS::Lambda::EventSourceMapping").values()
        },
        "queues": {
            short(one["QueueName"]): {
                "visibility": one.get("VisibilityTimeout", 30),
                "retention": one["MessageRetentionPeriod"],
                "encrypted": one.get("KmsMasterKeyId") or one.get("SqsManagedSseEnabled"),
                "redrive": one.get("RedrivePolicy"),
            }
            for one in queues.values()
        },
        "who may send": {
            queue_of(policy_name, template): statements(one["PolicyDocument"])
            for policy_name, one in template.of("AWS::SQS::QueuePolicy").items()
        },
        "redrive allowed": {short(one["QueueName"]): one["RedriveAllowPolicy"] for one in queues.values() if "RedriveAllowPolicy" in one},
        "routes": {
            one["RouteKey"]: (one["AuthorizationType"], integration_of(route_name, template), sorted(one.get("AuthorizationScopes", [])))
            for route_name, one in template.of("AWS::ApiGatewayV2::Route").items()
        },
        "integrations": {
            name.removesuffix("Integration").lower(): (one["IntegrationType"], one["PayloadFormatVersion"], one["TimeoutInMillis"])
            for name, one in template.of("AWS::ApiGatewayV2::Integration").items()
        },
        "cors": [
            {CORS[name]: sorted(value) if isinstance(value, list) else value for name, value in one["CorsConfiguration"].items()}
            for one in template.of("AWS::ApiGatewayV2::Api").values()
            if "CorsConfiguration" in one
        ],
        "permissions": sorted(
            (short(one["FunctionName"]), one["Principal"], one["SourceArn"].what.split("/", 1)[1])
            for one in template.of("AWS::Lambda::Permission").values()
        ),
        "stage": {
            "name": stage["StageName"],
            "throttle": tuple(stage["DefaultRouteSettings"][name] for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit")),
            "routes": {key: (one["ThrottlingRateLimit"], one["ThrottlingBurstLimit"]) for key, one in stage["RouteSettings"].items()},
            "access log": json.loads(stage["AccessLogSettings"]["Format"]),
        },
        "table": {
            "name": table["TableName"],
            "billing": table["BillingMode"],
            "keys": (table["KeySchema"][0]["AttributeName"], None),
            "attributes": {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]},
            "indexes": sorted(
                (one["IndexName"], *[key["AttributeName"] for key in one["KeySchema"]], one["Projection"]["ProjectionType"])
                for one in table["GlobalSecondaryIndexes"]
            ),
            "expiry": table["TimeToLiveSpecification"]["AttributeName"],
            "recovery": table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"],
            "key": [one["KMSMasterKeyId"] for one in [table.get("SSESpecification", {})] if one.get("SSEEnabled")],
        },
        "bucket": {
            "name": bucket["BucketName"],
            "public access": {PUBLIC[name]: value for name, value in bucket["PublicAccessBlockConfiguration"].items()},
            "ownership": bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"],
            "encryption": (
                encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"],
                encryption["ServerSideEncryptionByDefault"].get("KMSMasterKeyID"),
                encryption["BucketKeyEnabled"],
            ),
            "rules": {
                one["Id"]: (
                    [one["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]] if "AbortIncompleteMultipartUpload" in one else [],
                    [one["ExpirationInDays"]] if "ExpirationInDays" in one else [],
                )
                for one in bucket["LifecycleConfiguration"]["Rules"]
            },
            "cors": {
                one["Id"]: (sorted(one["AllowedOrigins"], key=str), one["AllowedMethods"], sorted(one["AllowedHeaders"]), one["MaxAge"])
                for one in bucket.get("CorsConfiguration", {"CorsRules": []})["CorsRules"]
            },
            "policy": statements(template.of("AWS::S3::BucketPolicy")["ImagesPolicy"]["PolicyDocument"]),
        },
        "rule": [(one["Name"], one["EventPattern"]) for one in template.of("AWS::Events::Rule").values()],
        "rule's target": [
            (each["Id"], each["Arn"], each["DeadLetterConfig"]["Arn"])
            for one in template.of("AWS::Events::Rule").values()
            for each in one["Targets"]
        ],
        "schedule": (
            schedule["Name"],
            schedule["ScheduleExpression"],
            schedule["FlexibleTimeWindow"]["Mode"],
            schedule["Target"]["Arn"],
            schedule["Target"]["Input"],
            schedule["Target"]["RetryPolicy"]["MaximumRetryAttempts"],
            schedule["Target"]["RetryPolicy"]["MaximumEventAgeInSeconds"],
        ),
        "log groups": {one["LogGroupName"]: (one["RetentionInDays"], one.get("KmsKeyId")) for one in template.of("AWS::Logs::LogGroup").values()},
        "alarms": {short(one["AlarmName"]): sam_alarm(one) for one in template.of("AWS::CloudWatch::Alarm").values()},
        "dashboard": dashboard_of(template),
    }


def queue_of(policy_name, template):
    queue = template.whole["Resources"][policy_name]["Properties"]["Queues"][0]["Ref"]
    return short(template.worked_out({"Fn::GetAtt": [queue, "QueueName"]}))


def integration_of(route_name, template):
    target = template.whole["Resources"][route_name]["Properties"]["Target"]["Fn::Sub"]
    return re.search(r"\$\{(\w+)Integration\}", target)[1].lower()


def sam_alarm(one):
    metrics = {}
    for query in one.get("Metrics", []):
        stat = query.get("MetricStat")
        metrics[query["Id"]] = (
            query.get("Expression"),
            (stat["Metric"]["Namespace"], stat["Metric"]["MetricName"], stat["Stat"], stat["Period"], dimensions(stat["Metric"]))
            if stat
            else query.get("Period"),
        )
    return {
        "description": one["AlarmDescription"],
        "comparison": (one["ComparisonOperator"], float(one["Threshold"]), one["EvaluationPeriods"], one["TreatMissingData"]),
        "metrics": metrics,
        "metric": (one.get("Namespace"), one.get("MetricName"), one.get("Statistic"), one.get("Period"), dimensions(one)),
    }


def dimensions(one):
    return {each["Name"]: each["Value"] for each in one.get("Dimensions", [])}


def dashboard_of(template):
    one = next(iter(template.of("AWS::CloudWatch::Dashboard").values()))
    return one["DashboardName"], without_api(json.loads(one["DashboardBody"].what))  # with the API's id unknown in it


def without_api(dashboard):
    """The id of the API is the one thing in it that differs."""
    for widget in dashboard["widgets"]:
        for metric in widget["properties"]["metrics"]:
            if isinstance(metric[0], str) and metric[-2] == "ApiId":
                metric[-1] = "the API"
    return dashboard
