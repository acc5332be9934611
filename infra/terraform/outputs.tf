output "api_endpoint" {
  description = "Address of the HTTP API."
  value       = local.has_own_domain ? "https://${var.callback_domain}" : aws_apigatewayv2_api.this.api_endpoint
}

output "api_execution_arn" {
  description = "For policies of your own: execute-api:Invoke on this, followed by /$default/POST/v1/generations and the like."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "policies" {
  description = "ARNs of two IAM policies to attach: callers ask for quotes, submit, read, cancel and delete; operators read and decide. None with JWT, where scopes say so."
  value       = { for name, one in aws_iam_policy.invoke : name => one.arn }
}

output "callback_domain_target" {
  description = "What the DNS record of callback_domain must point to; null unless the domain is set up here."
  value       = local.has_own_domain ? aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].target_domain_name : null
}

output "functions" {
  description = "Names and ARNs of the functions, by submit, callback, settle, sweep, query, control."
  value       = { for name, one in aws_lambda_function.this : name => { name = one.function_name, arn = one.arn } }
}

output "roles" {
  description = "Names of the functions' roles, for rights that only you know of (such as s3:ListBucket on reference buckets)."
  value       = { for name, role in aws_iam_role.function : name => role.name }
}

output "submit_queue" {
  description = "The queue that takes generation events."
  value       = { url = aws_sqs_queue.work["submit"].url, arn = aws_sqs_queue.work["submit"].arn }
}

output "settle_queue" {
  description = "The queue of checks."
  value       = { url = aws_sqs_queue.work["settle"].url, arn = aws_sqs_queue.work["settle"].arn }
}

output "dead_letter_queues" {
  description = "ARNs of the queues that hold what was given up on."
  value       = merge({ for name, queue in aws_sqs_queue.dead : name => queue.arn }, { undelivered = aws_sqs_queue.undelivered.arn })
}

output "event_bus" {
  description = "The bus: put events with the detail type Generation Requested on it, take those with the source darkroom from it."
  value       = { name = aws_cloudwatch_event_bus.this.name, arn = aws_cloudwatch_event_bus.this.arn }
}

output "table" {
  description = "Name of the table of records."
  value       = aws_dynamodb_table.tasks.name
}

output "bucket" {
  description = "Name of the bucket of images."
  value       = aws_s3_bucket.images.bucket
}

output "schedule" {
  description = "Name of the schedule of the sweep."
  value       = aws_scheduler_schedule.sweep.name
}

output "key_parameters" {
  description = "Names of the SSM parameters that must be there, with a key, before anything can be submitted (deploy.md)."
  value       = merge({ callback = local.callback_keys_parameter }, local.provider_key_parameters)
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
