# Darkroom on AWS: six functions of one zip, the queues, table and bucket between them, and the doors in front of them.
# What each file holds is in its name; what each function may do is in rights.tf.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.id

  # ARNs from names, so that a plan shows every right in full before anything is made.
  partition = data.aws_partition.current.partition
  arns = {
    tasks       = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}-tasks"
    bus         = "arn:${local.partition}:events:${local.region}:${local.account}:event-bus/${var.name}"
    images      = "arn:${local.partition}:s3:::${local.bucket_name}"
    queues      = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-"
    log_groups  = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.name}-"
    parameters  = "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter/"
    sweep       = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-sweep"
    submit_rule = "arn:${local.partition}:events:${local.region}:${local.account}:rule/${var.name}/${var.name}-submit"
  }
  bucket_name = "${var.name}-images-${local.account}-${local.region}"

  # IAM roles and dashboards are the account's, not the region's: their names carry the region, so that two regions do not collide.
  global_suffix = "-${local.region}"

  # Time-outs in seconds and memory in MB; docs/architecture.md says why. The gateway waits for 30 s at most: a canary may take longer, and is
  # recorded all the same.
  functions = {
    submit   = { timeout = 29, memory = 128, about = "Takes generation events and makes the one paid call" }
    callback = { timeout = 5, memory = 128, about = "Answers providers that ring" }
    settle   = { timeout = 120, memory = 256, about = "Asks the provider, stores the images, records and tells the outcome" }
    sweep    = { timeout = 60, memory = 256, about = "Queues every task that is due" }
    query    = { timeout = 29, memory = 256, about = "Reads records" }
    control  = { timeout = 60, memory = 256, about = "Carries out what people decide: cancel, deletion, resolution, recheck, replay, canary" }
  }
}
