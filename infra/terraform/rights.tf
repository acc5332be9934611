# One role per function, and what it may do: no right too many, none too few (infra/test takes each away and sees what breaks).

locals {
  tasks_arn = aws_dynamodb_table.tasks.arn
  open_arn  = "${aws_dynamodb_table.tasks.arn}/index/open"
  image_arn = "${aws_s3_bucket.images.arn}/generations/*"

  reference_arns = concat(
    ["${aws_s3_bucket.images.arn}/*"],
    [for bucket in var.reference_buckets : "arn:${data.aws_partition.current.partition}:s3:::${bucket}/*"],
  )
  callback_keys_arn = "${local.parameter_arn_prefix}${trimprefix(local.callback_keys_parameter, "/")}"
  provider_key_arns = [for name in sort(keys(local.provider_key_parameters)) : "${local.parameter_arn_prefix}${trimprefix(local.provider_key_parameters[name], "/")}"]

  queue_check = { Sid = "QueueCheck", Action = ["sqs:SendMessage"], Resource = [aws_sqs_queue.work["settle"].arn] }

  # Of the Lambda service, on behalf of the function.
  receive = {
    for name, queue in aws_sqs_queue.work : name =>
    { Sid = "Receive", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = [queue.arn] }
  }
  logs = {
    for name, group in aws_cloudwatch_log_group.function : name =>
    { Sid = "Logs", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["${group.arn}:*"] }
  }

  rights = {
    submit = [
      local.logs["submit"],
      local.receive["submit"],
      { Sid = "KeepUndelivered", Action = ["sqs:SendMessage"], Resource = [aws_sqs_queue.undelivered.arn] },
      { Sid = "Tasks", Action = ["dynamodb:GetItem", "dynamodb:PutItem"], Resource = [local.tasks_arn] },
      { Sid = "References", Action = ["s3:GetObject"], Resource = local.reference_arns },
      { Sid = "CallbackKeys", Action = ["ssm:GetParameter"], Resource = [local.callback_keys_arn] },
      { Sid = "ProviderKeys", Action = ["ssm:GetParameter"], Resource = local.provider_key_arns },
      local.queue_check,
    ]
    callback = [
      local.logs["callback"],
      { Sid = "CallbackKeys", Action = ["ssm:GetParameter"], Resource = [local.callback_keys_arn] },
      local.queue_check,
    ]
    settle = concat(
      [
        local.logs["settle"],
        local.receive["settle"],
        { Sid = "Tasks", Action = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], Resource = [local.tasks_arn] },
        { Sid = "StoreImages", Action = ["s3:PutObject"], Resource = [local.image_arn] },
        # A second delivery looks at what the first has stored.
        { Sid = "FindImages", Action = ["s3:GetObject"], Resource = [local.image_arn] },
        { Sid = "ProviderKeys", Action = ["ssm:GetParameter"], Resource = local.provider_key_arns },
        local.queue_check,
        { Sid = "TellOutcomes", Action = ["events:PutEvents"], Resource = [aws_cloudwatch_event_bus.this.arn] },
      ],
      # A task token has no ARN, hence the asterisk.
      var.step_functions ? [{ Sid = "HandTokensBack", Action = ["states:SendTaskSuccess", "states:SendTaskFailure"], Resource = ["*"] }] : [],
    )
    sweep = [
      local.logs["sweep"],
      { Sid = "FindDue", Action = ["dynamodb:Query"], Resource = [local.open_arn] },
      { Sid = "PutOff", Action = ["dynamodb:UpdateItem"], Resource = [local.tasks_arn] },
      local.queue_check,
    ]
    query = [
      local.logs["query"],
      { Sid = "ReadTask", Action = ["dynamodb:GetItem"], Resource = [local.tasks_arn] },
      { Sid = "ReadOpenTasks", Action = ["dynamodb:BatchGetItem"], Resource = [local.tasks_arn] },
      { Sid = "ListOpen", Action = ["dynamodb:Query"], Resource = [local.open_arn] },
      # For whoever follows the links that it signs.
      { Sid = "SignLinks", Action = ["s3:GetObject"], Resource = [local.image_arn] },
    ]
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions
  name     = "${var.name}-${each.key}"
  tags     = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions
  name     = "rights"
  role     = aws_iam_role.function[each.key].id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for right in local.rights[each.key] : merge({ Effect = "Allow" }, right)]
  })
}
