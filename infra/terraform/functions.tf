# Six functions of one zip: QUARKUS_LAMBDA_HANDLER chooses, and each gets the variables that it reads, no other.

locals {
  callback_base_url = var.callback_domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.callback_domain}"

  # DARKROOM_PROVIDER_<NAME>_...
  provider_prefixes = { for name in keys(var.image_providers) : name => "DARKROOM_PROVIDER_${replace(upper(name), "-", "_")}_" }

  provider_settings = merge([
    for name, one in var.image_providers : merge(
      { for ending, value in one.env : "${local.provider_prefixes[name]}${ending}" => value },
      one.base_url == null ? {} : { "${local.provider_prefixes[name]}BASE_URL" = one.base_url },
    )
  ]...)
  provider_keys = {
    for name, parameter in local.provider_key_parameters : "${local.provider_prefixes[name]}API_KEY_PARAMETER" => parameter
  }

  table         = { DARKROOM_TABLE = aws_dynamodb_table.tasks.name }
  retention     = { DARKROOM_RETENTION = "P${var.record_retention_days}D" }
  list          = { DARKROOM_LIST = var.list ? "on" : "off" }
  page          = { DARKROOM_PAGE = local.has_page ? "on" : "off" }
  bucket        = { DARKROOM_BUCKET = aws_s3_bucket.images.bucket }
  settle_queue  = { DARKROOM_SETTLE_QUEUE_URL = aws_sqs_queue.work["settle"].url }
  submit_queue  = { DARKROOM_SUBMIT_QUEUE_URL = aws_sqs_queue.work["submit"].url }
  dead_letters  = { DARKROOM_DEAD_LETTER_QUEUE_URLS = "${aws_sqs_queue.dead["submit"].url},${aws_sqs_queue.undelivered.url}" }
  dead_checks   = { DARKROOM_SETTLE_DEAD_LETTER_QUEUE_URL = aws_sqs_queue.dead["settle"].url }
  callback_base = { DARKROOM_CALLBACK_BASE_URL = local.callback_base_url }
  callback_keys = { DARKROOM_CALLBACK_KEYS_PARAMETER = local.callback_keys_parameter }
  webhooks      = var.webhook_secret_parameter == null ? {} : { DARKROOM_NOTIFY_SECRET_PARAMETER = var.webhook_secret_parameter }
  references    = length(var.reference_buckets) == 0 ? {} : { DARKROOM_REFERENCE_BUCKETS = join(",", var.reference_buckets) }

  environments = {
    submit = merge(
      local.table, local.retention, local.list, local.bucket, local.settle_queue, local.submit_queue, local.callback_base, local.callback_keys, local.references, local.webhooks,
      local.provider_settings, local.provider_keys,
    )
    callback = merge(local.settle_queue, local.callback_keys, local.provider_settings)
    settle = merge(
      local.table, local.retention, local.list, local.bucket, local.settle_queue, local.callback_base, { DARKROOM_EVENT_BUS = aws_cloudwatch_event_bus.this.name },
      local.webhooks,
      local.provider_settings, local.provider_keys,
    )
    # Outcomes name the bucket: sweep knows its name, and has no right in it.
    sweep = merge(local.table, local.retention, local.list, local.bucket, local.settle_queue, local.dead_letters, local.webhooks)
    # Names of keys and of the webhook secret, not the right to read them: it says which providers are on, and quotes what submit would take.
    query   = merge(local.table, local.retention, local.list, local.page, local.bucket, local.references, local.webhooks, local.provider_settings, local.provider_keys)
    control = merge(local.table, local.retention, local.list, local.bucket, local.settle_queue, local.dead_checks, local.provider_settings, local.provider_keys)
  }
}

resource "aws_lambda_function" "this" {
  for_each         = local.functions
  function_name    = "${var.name}-${each.key}"
  description      = each.value.about
  role             = aws_iam_role.function[each.key].arn
  runtime          = "provided.al2023"
  architectures    = [var.architecture]
  handler          = "bootstrap"
  filename         = var.artifact
  source_code_hash = filebase64sha256(var.artifact)
  timeout          = each.value.timeout
  memory_size      = lookup(var.memory, each.key, each.value.memory)
  tags             = var.tags

  reserved_concurrent_executions = lookup(var.reserved_concurrency, each.key, -1)

  environment {
    variables = merge(
      local.environments[each.key],
      { DISABLE_SIGNAL_HANDLERS = "true" },
      var.extra_env,
      { QUARKUS_LAMBDA_HANDLER = each.key },
    )
  }

  logging_config {
    log_format       = "JSON" # what is JSON already, as Darkroom's lines are, stays as it is
    system_log_level = var.system_log_level
    log_group        = aws_cloudwatch_log_group.function[each.key].name
  }

  depends_on = [aws_iam_role_policy.function]

  lifecycle {
    precondition {
      condition     = lookup(var.reserved_concurrency, "submit", 1000) >= var.submit_concurrency
      error_message = "reserved_concurrency: submit must be at least submit_concurrency, or messages become dead letters without having been looked at."
    }
    precondition {
      condition     = lookup(var.reserved_concurrency, "settle", 1000) >= var.settle_concurrency
      error_message = "reserved_concurrency: settle must be at least settle_concurrency, or messages become dead letters without having been looked at."
    }
  }
}

# Lambda stops a message after about 16 hops through the same function, as an endless loop. These two send to the queue that invokes them, by
# design: settle asks a slow provider again, submit puts back what nobody takes now. Their own deadlines end that.
resource "aws_lambda_function_recursion_config" "loop" {
  for_each       = local.queues
  function_name  = aws_lambda_function.this[each.key].function_name
  recursive_loop = "Allow"
}

resource "aws_cloudwatch_log_group" "function" {
  for_each          = local.functions
  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

# Asynchronous invocations: submit is tried again (the event's id makes that safe), the sweep comes by itself.
resource "aws_lambda_function_event_invoke_config" "submit" {
  function_name                = aws_lambda_function.this["submit"].function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.undelivered.arn
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "sweep" {
  function_name                = aws_lambda_function.this["sweep"].function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 60
}
