# The bus: outcomes go out on it, generation events may come in on it. And the clock of the sweep.

resource "aws_cloudwatch_event_bus" "this" {
  name = var.name
  tags = var.tags
}

# What Darkroom itself says is never taken for a wish.
resource "aws_cloudwatch_event_rule" "submit" {
  name           = "${var.name}-submit"
  description    = "Generation events for Darkroom, from anybody but itself"
  event_bus_name = aws_cloudwatch_event_bus.this.name
  tags           = var.tags

  event_pattern = jsonencode({
    source      = [{ "anything-but" = ["darkroom"] }]
    detail-type = ["Generation Requested"]
  })
}

resource "aws_cloudwatch_event_target" "submit" {
  rule           = aws_cloudwatch_event_rule.submit.name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  target_id      = "submit-queue"
  arn            = aws_sqs_queue.work["submit"].arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}

resource "aws_sqs_queue_policy" "from_rule" {
  for_each = {
    submit      = aws_sqs_queue.work["submit"].id
    undelivered = aws_sqs_queue.undelivered.id
  }
  queue_url = each.value

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "FromRule"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "${local.arns.queues}${each.key}"
      Condition = { ArnEquals = { "aws:SourceArn" = local.arns.submit_rule } }
    }]
  })
}

resource "aws_scheduler_schedule" "sweep" {
  name                = "${var.name}-sweep"
  description         = "Has Darkroom queue every task that is due"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.this["sweep"].arn
    role_arn = aws_iam_role.schedule.arn
    input    = "{}"

    # The next one comes in a minute; an alarm tells when none comes.
    retry_policy {
      maximum_retry_attempts       = 0
      maximum_event_age_in_seconds = 60
    }
  }

  # An old role keeps its right until the schedule has the new one.
  depends_on = [aws_iam_role_policy.schedule]
}

resource "aws_iam_role" "schedule" {
  name                 = "${var.name}-schedule${local.global_suffix}"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "schedule" {
  name = "rights"
  role = aws_iam_role.schedule.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Invoke"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [local.arns.sweep]
    }]
  })

  lifecycle {
    create_before_destroy = true
  }
}
