# Two queues with work, each with a dead-letter queue, and one for events that never reached a function.

locals {
  # A message is hidden while it is worked on: six times as long as the function may take, as Lambda's documentation has it.
  queues = {
    submit = { visibility = 6 * local.functions.submit.timeout, batch = 5, window = 0, concurrency = var.submit_concurrency }
    settle = { visibility = 6 * local.functions.settle.timeout, batch = 5, window = var.settle_batching_seconds, concurrency = var.settle_concurrency }
  }
  four_days     = 4 * 24 * 3600
  fourteen_days = 14 * 24 * 3600
}

resource "aws_sqs_queue" "work" {
  for_each                   = local.queues
  name                       = "${var.name}-${each.key}"
  visibility_timeout_seconds = each.value.visibility
  message_retention_seconds  = local.four_days
  sqs_managed_sse_enabled    = var.kms_key_arn == null ? true : null
  kms_master_key_id          = var.kms_key_arn
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead" {
  for_each                  = local.queues
  name                      = "${var.name}-${each.key}-dead"
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
  tags                      = var.tags
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  for_each  = local.queues
  queue_url = aws_sqs_queue.dead[each.key].id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.work[each.key].arn]
  })
}

# Asynchronous invocations of submit that failed for good, and events that the rule could not put on the submit queue.
resource "aws_sqs_queue" "undelivered" {
  name                      = "${var.name}-undelivered"
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
  tags                      = var.tags
}

resource "aws_lambda_event_source_mapping" "work" {
  for_each                = local.queues
  event_source_arn        = aws_sqs_queue.work[each.key].arn
  function_name           = aws_lambda_function.this[each.key].arn
  batch_size              = each.value.batch
  function_response_types = ["ReportBatchItemFailures"]

  maximum_batching_window_in_seconds = each.value.window

  scaling_config {
    maximum_concurrency = each.value.concurrency
  }

  # Lambda tries the role's rights on the queue before it makes the mapping.
  depends_on = [aws_iam_role_policy.function]
}
