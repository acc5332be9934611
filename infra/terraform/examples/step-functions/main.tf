# A state machine that asks for an image and waits for it, at no cost while it waits.
#
# The event goes over the submit queue, so that a busy provider delays it and does not fail it. Darkroom hands the task token back
# when the outcome is recorded: the state's result is the record, its error the failure's code.

variable "artifact" {
  description = "Path of function.zip."
  type        = string
}

variable "deletion_protection" {
  description = "False: a destroy takes the images and records with it."
  type        = bool
  default     = true
}

variable "extra_env" {
  description = "Further variables of every function."
  type        = map(string)
  default     = {}
}

module "darkroom" {
  source = "../.."

  name                = "darkroom-steps"
  artifact            = var.artifact
  image_providers     = { evolink = {} }
  deletion_protection = var.deletion_protection
  extra_env           = var.extra_env
}

resource "aws_sfn_state_machine" "picture" {
  name     = "darkroom-picture"
  role_arn = aws_iam_role.picture.arn

  definition = jsonencode({
    Comment = "Input: { \"model\": ..., \"prompt\": ... }"
    StartAt = "Generate"
    States = {
      Generate = {
        Type     = "Task"
        Resource = "arn:${data.aws_partition.current.partition}:states:::sqs:sendMessage.waitForTaskToken"
        Parameters = {
          QueueUrl = module.darkroom.submit_queue.url
          MessageBody = {
            # One execution is one wish: a state that is tried again does not pay twice.
            "id.$"          = "States.Format('{}:{}', $$.StateMachine.Name, $$.Execution.Name)"
            "model.$"       = "$.model"
            "prompt.$"      = "$.prompt"
            deadlineSeconds = 1800
            "taskToken.$"   = "$$.Task.Token"
          }
        }
        # Longer than the deadline of the event: Darkroom speaks first.
        TimeoutSeconds = 2400
        End            = true
      }
    }
  })
}

data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_iam_role" "picture" {
  name = "darkroom-picture-${data.aws_region.current.id}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "picture" {
  name = "rights"
  role = aws_iam_role.picture.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Ask"
      Effect   = "Allow"
      Action   = ["sqs:SendMessage"]
      Resource = [module.darkroom.submit_queue.arn]
    }]
  })
}

output "state_machine_arn" {
  value = aws_sfn_state_machine.picture.arn
}

output "key_parameters" {
  value = module.darkroom.key_parameters
}
