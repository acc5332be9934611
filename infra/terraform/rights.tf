# One role per function, and what it may do: no right too many, none too few (infra/test takes each away and sees what breaks).

locals {
  image_arn = "${local.arns.images}/generations/*"

  # Pictures that came by value (POST /openai/v1/images/edits), and those that callers put by a link (POST /v1/uploads).
  upload_arn = "${local.arns.images}/references/*"

  reference_arns = concat(
    ["${local.arns.images}/*"],
    [for bucket in var.reference_buckets : "arn:${local.partition}:s3:::${bucket}/*"],
  )

  # A bucket's name is anybody's once it is deleted: who owns it is checked as well.
  own_bucket        = { StringEquals = { "aws:ResourceAccount" = [local.account] } }
  reference_buckets = { StringEquals = { "aws:ResourceAccount" = concat([local.account], var.reference_bucket_accounts) } }
  callback_keys_arn = "${local.arns.parameters}${trimprefix(local.callback_keys_parameter, "/")}"
  provider_key_arns = [for name in sort(keys(local.provider_key_parameters)) : "${local.arns.parameters}${trimprefix(local.provider_key_parameters[name], "/")}"]

  queue_check = { Sid = "QueueCheck", Action = ["sqs:SendMessage"], Resource = ["${local.arns.queues}settle"] }

  # A task token has no ARN, hence the asterisk.
  hand_tokens_back = var.step_functions ? [{ Sid = "HandTokensBack", Action = ["states:SendTaskSuccess", "states:SendTaskFailure"], Resource = ["*"] }] : []

  webhook_secret = var.webhook_secret_parameter == null ? [] : [
    { Sid = "WebhookSecret", Action = ["ssm:GetParameter"], Resource = ["${local.arns.parameters}${trimprefix(var.webhook_secret_parameter, "/")}"] }
  ]

  # Of a key of the deployer's: through the services whose data it encrypts, and in no other way. Whoever only reads makes no data keys.
  key_uses = {
    submit   = { services = ["dynamodb", "s3", "sqs", "ssm"], actions = ["kms:Decrypt", "kms:GenerateDataKey"] }
    callback = { services = ["sqs", "ssm"], actions = ["kms:Decrypt", "kms:GenerateDataKey"] }
    settle   = { services = ["dynamodb", "s3", "sqs", "ssm"], actions = ["kms:Decrypt", "kms:GenerateDataKey"] }
    sweep    = { services = ["dynamodb", "sqs"], actions = ["kms:Decrypt", "kms:GenerateDataKey"] }
    query    = { services = ["dynamodb", "s3"], actions = ["kms:Decrypt"] }
    control  = { services = ["dynamodb", "sqs", "ssm"], actions = ["kms:Decrypt", "kms:GenerateDataKey"] }
  }
  use_key = {
    for name, use in local.key_uses : name => [
      for key in var.kms_key_arn[*] : {
        Sid       = "UseKey"
        Action    = use.actions
        Resource  = [key]
        Condition = { StringEquals = { "kms:ViaService" = [for service in use.services : "${service}.${local.region}.${data.aws_partition.current.dns_suffix}"] } }
      }
    ]
  }

  # Of the Lambda service, on behalf of the function.
  receive = {
    for name in keys(local.queues) : name =>
    { Sid = "Receive", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = ["${local.arns.queues}${name}"] }
  }
  logs = {
    for name in keys(local.functions) : name =>
    { Sid = "Logs", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["${local.arns.log_groups}${name}:*"] }
  }

  rights = {
    submit = concat(
      [
        local.logs["submit"],
        local.receive["submit"],
        { Sid = "KeepUndelivered", Action = ["sqs:SendMessage"], Resource = ["${local.arns.queues}undelivered"] },
        # Where a check was faster than the answer to the paid call.
        { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.arns.tasks] },
        { Sid = "WriteTask", Action = ["dynamodb:PutItem"], Resource = [local.arns.tasks] },
        { Sid = "ReplaceTask", Action = ["dynamodb:UpdateItem"], Resource = [local.arns.tasks] },
        { Sid = "References", Action = ["s3:GetObject"], Resource = local.reference_arns, Condition = local.reference_buckets },
        # Also for whoever puts a picture by a link that it signs.
        { Sid = "StoreReferences", Action = ["s3:PutObject"], Resource = [local.upload_arn], Condition = local.own_bucket },
        # A message that cannot be taken now comes again when the provider says so.
        { Sid = "RetryEvent", Action = ["sqs:SendMessage"], Resource = ["${local.arns.queues}submit"] },
        { Sid = "CallbackKeys", Action = ["ssm:GetParameter"], Resource = [local.callback_keys_arn] },
        { Sid = "ProviderKeys", Action = ["ssm:GetParameter"], Resource = local.provider_key_arns },
        local.queue_check,
      ],
      local.hand_tokens_back, # of events that are refused
    )
    callback = [
      local.logs["callback"],
      { Sid = "CallbackKeys", Action = ["ssm:GetParameter"], Resource = [local.callback_keys_arn] },
      local.queue_check,
    ]
    settle = concat(
      [
        local.logs["settle"],
        local.receive["settle"],
        { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.arns.tasks] },
        { Sid = "ReplaceTask", Action = ["dynamodb:UpdateItem"], Resource = [local.arns.tasks] },
        # Whose a reference is that a callback named, and that an account honours keys no longer: items beside the tasks.
        { Sid = "WriteBeside", Action = ["dynamodb:PutItem"], Resource = [local.arns.tasks] },
        { Sid = "StoreImages", Action = ["s3:PutObject"], Resource = [local.image_arn], Condition = local.own_bucket },
        # A second delivery looks at what the first has stored.
        { Sid = "FindImages", Action = ["s3:GetObject"], Resource = [local.image_arn], Condition = local.own_bucket },
        { Sid = "ProviderKeys", Action = ["ssm:GetParameter"], Resource = local.provider_key_arns },
        local.queue_check,
        { Sid = "PublishOutcomes", Action = ["events:PutEvents"], Resource = [local.arns.bus] },
      ],
      local.hand_tokens_back,
      local.webhook_secret,
    )
    sweep = concat(
      [
        local.logs["sweep"],
        { Sid = "FindDue", Action = ["dynamodb:Query"], Resource = ["${local.arns.tasks}/index/open"] },
        { Sid = "ReadWaits", Action = ["dynamodb:BatchGetItem"], Resource = [local.arns.tasks] },
        { Sid = "SeeBacklog", Action = ["sqs:GetQueueAttributes"], Resource = ["${local.arns.queues}settle"] },
        local.queue_check,
        # Events that were given up: whoever waits is told.
        {
          Sid      = "DeadLetters"
          Action   = ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"]
          Resource = ["${local.arns.queues}submit-dead", "${local.arns.queues}undelivered"]
        },
        # Both also for how far the sweep has come, an item beside the tasks.
        { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.arns.tasks] },
        { Sid = "Surrender", Action = ["dynamodb:PutItem"], Resource = [local.arns.tasks] },
        # A dead letter with a task token, of what still runs.
        { Sid = "JoinTask", Action = ["dynamodb:UpdateItem"], Resource = [local.arns.tasks] },
      ],
      local.hand_tokens_back, # of dead letters that are refused, or whose task is over
    )
    query = [
      local.logs["query"],
      { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.arns.tasks] },
      { Sid = "ReadListed", Action = ["dynamodb:BatchGetItem"], Resource = [local.arns.tasks] },
      { Sid = "ListOpen", Action = ["dynamodb:Query"], Resource = ["${local.arns.tasks}/index/open"] },
      { Sid = "ListRecent", Action = ["dynamodb:Query"], Resource = ["${local.arns.tasks}/index/recent"] },
      # For whoever follows the links that it signs, and for images within an answer; and a quote inspects references as a submit does (HEAD).
      { Sid = "ReadObjects", Action = ["s3:GetObject"], Resource = local.reference_arns, Condition = local.reference_buckets },
    ]
    # It decides and writes down; settle does the rest. So no bus, no webhook secret, no task tokens, and of the bucket only the right to delete.
    control = [
      local.logs["control"],
      { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.arns.tasks] },
      { Sid = "ReplaceTask", Action = ["dynamodb:UpdateItem"], Resource = [local.arns.tasks] },
      # Whose a reference is that an operator attaches, and what a canary has shown: items beside the tasks. And a tombstone in a record's place.
      { Sid = "WriteBeside", Action = ["dynamodb:PutItem"], Resource = [local.arns.tasks] },
      # Of a generation that is deleted.
      { Sid = "DeleteImages", Action = ["s3:DeleteObject"], Resource = [local.image_arn], Condition = local.own_bucket },
      # Checks of one task that were given up on come back.
      {
        Sid      = "DeadLetters"
        Action   = ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"]
        Resource = ["${local.arns.queues}settle-dead"]
      },
      # The provider is asked whether a task is its own, and the canary is submitted.
      { Sid = "ProviderKeys", Action = ["ssm:GetParameter"], Resource = local.provider_key_arns },
      local.queue_check,
    ]
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions
  name     = "${var.name}-${each.key}${local.global_suffix}"
  tags     = var.tags

  permissions_boundary = var.permissions_boundary

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # Where a name changes, the function gets its new role before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions
  name     = "rights"
  role     = aws_iam_role.function[each.key].id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for right in concat(local.rights[each.key], local.use_key[each.key]) : merge({ Effect = "Allow" }, right)]
  })

  lifecycle {
    create_before_destroy = true
  }
}

# For whoever calls the HTTP API with IAM: two policies to attach, to nobody yet. The stage is named. An asterisk in its place would match any path
# that contains the rest, such as that of a generation whose id a caller has made up for that.
locals {
  invoke = var.authorization.type != "iam" ? {} : {
    callers = {
      about = "Asks for quotes, submits, reads, cancels and deletes"
      routes = {
        Submit = ["POST/v1/generations", "POST/openai/v1/images/generations", "POST/openai/v1/images/edits"]
        Upload = ["POST/v1/uploads"]
        Quote  = ["POST/v1/quotes"]
        Cancel = ["POST/v1/generations/*/cancel"]
        Delete = ["DELETE/v1/generations/*"]
        Read   = ["GET/v1/*", "GET/openai/v1/*"]
      }
    }
    operators = {
      about = "Reads, decides what is in doubt, has checks and outcomes repeated, and tries providers"
      routes = {
        Decide      = ["POST/v1/generations/*/resolution"]
        Repeat      = ["POST/v1/generations/*/recheck", "POST/v1/generations/*/deliveries/*/replay"]
        TryProvider = ["POST/v1/providers/*/canary"]
        Read        = ["GET/v1/*", "GET/openai/v1/*"]
      }
    }
  }
}

resource "aws_iam_policy" "invoke" {
  for_each    = local.invoke
  name        = "${var.name}-${each.key}${local.global_suffix}"
  description = "${each.value.about}: the HTTP API of ${var.name}"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for sid, routes in each.value.routes : {
      Sid      = sid
      Effect   = "Allow"
      Action   = ["execute-api:Invoke"]
      Resource = [for route in routes : "${aws_apigatewayv2_api.this.execution_arn}/$default/${route}"]
    }]
  })
}
