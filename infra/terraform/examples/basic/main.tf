# Darkroom with one provider, and an address for its alarms.
#
# The keys come first (src/docs/deploy.md), then:
#
#   terraform init
#   terraform apply -var artifact=../../../../target/function.zip -var alarm_email=you@example.com

variable "artifact" {
  description = "Path of function.zip."
  type        = string
}

variable "alarm_email" {
  description = "Who hears of alarms; absent: nobody."
  type        = string
  default     = null
}

variable "deletion_protection" {
  description = "False: a destroy takes the images and records with it."
  type        = bool
  default     = true
}

variable "submit_concurrency" {
  description = "Most submit invocations at once that the submit queue causes; 2 in a new account."
  type        = number
  default     = 10
}

variable "settle_concurrency" {
  description = "Most settle invocations at once; 4 in a new account."
  type        = number
  default     = 20
}

variable "extra_env" {
  description = "Further variables of every function."
  type        = map(string)
  default     = {}
}

module "darkroom" {
  source = "../.."

  artifact            = var.artifact
  image_providers     = { evolink = {} }
  alarm_topic_arn     = one(aws_sns_topic.alarms[*].arn)
  deletion_protection = var.deletion_protection
  submit_concurrency  = var.submit_concurrency
  settle_concurrency  = var.settle_concurrency
  extra_env           = var.extra_env
}

resource "aws_sns_topic" "alarms" {
  count = var.alarm_email == null ? 0 : 1
  name  = "darkroom-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

output "api_endpoint" {
  value = module.darkroom.api_endpoint
}

output "key_parameters" {
  value = module.darkroom.key_parameters
}

output "bucket" {
  value = module.darkroom.bucket
}
