# What a person should hear of. Each description says what to do first.

locals {
  alarm_actions = var.alarm_topic_arn == null ? [] : [var.alarm_topic_arn]

  ends_of_the_line = merge({ for name, queue in aws_sqs_queue.dead : "${name}_dead" => queue.name }, { undelivered = aws_sqs_queue.undelivered.name })

  # Metrics that are summed over several resources of one kind.
  summed_alarms = {
    dead-letters = {
      description = "A message was given up on. Read it in the queue, mend the cause, and send it back (deploy.md)."
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum", threshold = 0, period = 60
      dimension   = "QueueName", of = local.ends_of_the_line
    }
    errors = {
      description = "Invocations fail. The function's log has the reason; what came by queue is tried again."
      namespace   = "AWS/Lambda", metric = "Errors", statistic = "Sum", threshold = 3, period = 300
      dimension   = "FunctionName", of = { for name, one in aws_lambda_function.this : name => one.function_name }
    }
    throttles = {
      description = "Lambda turns invocations away. Raise the account's concurrency, or lower submit_concurrency and settle_concurrency."
      namespace   = "AWS/Lambda", metric = "Throttles", statistic = "Sum", threshold = 10, period = 300
      dimension   = "FunctionName", of = { for name, one in aws_lambda_function.this : name => one.function_name }
    }
  }

  # Darkroom's own metrics, over all providers: a query needs no list of them.
  queried_alarms = {
    key-rejected = {
      description = "A provider does not take the key. Put a good one into its SSM parameter; it is read again by itself."
      query       = "SELECT SUM(Refused) FROM SCHEMA(\"Darkroom\", provider, reason) WHERE reason = 'key_rejected'"
      comparison  = "GreaterThanThreshold", threshold = 0
    }
    quota-exhausted = {
      description = "An account with a provider has nothing left. Top it up, or take the provider out of the order."
      query       = "SELECT SUM(Refused) FROM SCHEMA(\"Darkroom\", provider, reason) WHERE reason = 'quota_exhausted'"
      comparison  = "GreaterThanThreshold", threshold = 0
    }
    copy-margin = {
      description = "An image was stored only just before its link died. Look at the settle queue's age and the provider's pace."
      query       = "SELECT MIN(CopyMargin) FROM SCHEMA(\"Darkroom\", provider)"
      comparison  = "LessThanThreshold", threshold = var.copy_margin_seconds
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "summed" {
  for_each            = local.summed_alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "total"
    expression  = "SUM(FILL(METRICS(), 0))"
    label       = each.key
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.of

    content {
      id = metric_query.key

      metric {
        namespace   = each.value.namespace
        metric_name = each.value.metric
        stat        = each.value.statistic
        period      = each.value.period
        dimensions  = { (each.value.dimension) = metric_query.value }
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "queried" {
  for_each            = local.queried_alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "found"
    expression  = each.value.query
    period      = 300
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "oldest_open_task" {
  alarm_name          = "${var.name}-oldest-open-task"
  alarm_description   = "A task has had no end for long, or nobody could be told. GET /v1/generations?status=open names it; the settle log says why."
  namespace           = "Darkroom"
  metric_name         = "OldestOpenTask"
  statistic           = "Maximum"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.oldest_open_task_seconds
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "sweep_silent" {
  alarm_name          = "${var.name}-sweep-silent"
  alarm_description   = "The sweep has not run for ten minutes: lost callbacks are not found. Look at the schedule and at the sweep's log."
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  dimensions          = { FunctionName = aws_lambda_function.this["sweep"].function_name }
  statistic           = "Sum"
  period              = 300
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}
