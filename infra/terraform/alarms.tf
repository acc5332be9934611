# Eight alarms that ring when somebody has to do something; src/docs/observability.md has a row for each, with what to do first and when it is done.
#
# Each watches metrics of AWS or of the sweep as they are. No gap is filled: a gap that is filled counts as a good value, and a value that comes
# late does not replace it. What a gap means is said for each.

locals {
  alarm_actions = var.alarm_topic_arn == null ? [] : [var.alarm_topic_arn]

  # SQS has no metrics of a queue in which nothing has been for hours: a gap is an empty queue.
  queue_alarms = merge(
    { for name, queue in aws_sqs_queue.dead : "${name}-dead" => {
      description = "Messages of ${name} were given up on. Read one, mend the cause, send them back."
      queue       = queue.name, metric = "ApproximateNumberOfMessagesVisible", threshold = 0
    } },
    { undelivered = {
      description = "Events never reached submit. Read one, mend the cause, send them back."
      queue       = aws_sqs_queue.undelivered.name, metric = "ApproximateNumberOfMessagesVisible", threshold = 0
    } },
    # A batch that fails in part is no error of the function: a queue that nobody empties shows by its age.
    { for name, queue in aws_sqs_queue.work : "${name}-age" => {
      description = "Messages wait too long for ${name}, or fail time and again. Read its log."
      queue       = queue.name, metric = "ApproximateAgeOfOldestMessage", threshold = var.oldest_message_seconds
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  for_each            = local.queue_alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "AWS/SQS"
  metric_name         = each.value.metric
  dimensions          = { QueueName = each.value.queue }
  statistic           = "Maximum"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}

# Callers are told to come again, or get no answer: a provider's key or quota, a function that fails or is throttled. No request, no metric.
resource "aws_cloudwatch_metric_alarm" "http_errors" {
  alarm_name          = "${var.name}-http-errors"
  alarm_description   = "The HTTP API answers with 5xx. See why in the logs of submit and control."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  dimensions          = { ApiId = aws_apigatewayv2_api.this.id }
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}

# The sweep says it every minute, 0 where nothing is due. That it says nothing is another alarm's; DARKROOM_METRICS = "false" silences this one.
resource "aws_cloudwatch_metric_alarm" "oldest_open_task" {
  alarm_name          = "${var.name}-oldest-open-task"
  alarm_description   = "A task has had no end for long, or its outcome could not be published. GET /v1/generations?status=open names it."
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

# Runs that did not fail. The sweep runs every minute: a gap means that it does not.
resource "aws_cloudwatch_metric_alarm" "sweep_silent" {
  alarm_name          = "${var.name}-sweep-silent"
  alarm_description   = "No sweep has succeeded for ten minutes: lost callbacks are not found. Read its log, then look at the schedule."
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "good"
    expression  = "invocations - errors"
    label       = "sweeps that did not fail"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { invocations = "Invocations", errors = "Errors" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 300
        dimensions  = { FunctionName = aws_lambda_function.this["sweep"].function_name }
      }
    }
  }
}
