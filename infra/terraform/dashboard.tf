# One page: what became of the wishes, how fast, what it cost, and whether the machinery is well.

locals {
  own = "{Darkroom,provider}"

  # Two beside each other, row by row. Searches find a metric of every provider; the others are named as CloudWatch writes them.
  charts = [
    { title = "Submitted, delivered, in doubt", stat = "Sum", searches = [
      "SEARCH('${local.own} MetricName=\"Submitted\"', 'Sum')",
      "SEARCH('${local.own} MetricName=\"Delivered\"', 'Sum')",
      "SEARCH('${local.own} MetricName=\"InDoubt\"', 'Sum')",
      "SEARCH('${local.own} MetricName=\"RecoveredBySweep\"', 'Sum')",
    ] },
    { title = "Failed and refused, by reason", stat = "Sum", searches = [
      "SEARCH('{Darkroom,provider,reason} MetricName=\"Failed\"', 'Sum')",
      "SEARCH('{Darkroom,provider,reason} MetricName=\"Refused\"', 'Sum')",
    ] },
    { title = "Submit to stored, ms", stat = "p99", searches = [
      "SEARCH('${local.own} MetricName=\"SubmitToStored\"', 'p50')",
      "SEARCH('${local.own} MetricName=\"SubmitToStored\"', 'p99')",
    ] },
    { title = "Callback to stored, ms", stat = "p99", searches = [
      "SEARCH('${local.own} MetricName=\"CallbackToStored\"', 'p50')",
      "SEARCH('${local.own} MetricName=\"CallbackToStored\"', 'p99')",
    ] },
    { title = "Least time left to a link, s", stat = "Minimum", searches = ["SEARCH('${local.own} MetricName=\"CopyMargin\"', 'Minimum')"] },
    { title = "Oldest open task, s", stat = "Maximum", metrics = [["Darkroom", "OldestOpenTask"]] },
    { title = "Cost, by unit", stat = "Sum", searches = ["SEARCH('{Darkroom,provider,unit} MetricName=\"Cost\"', 'Sum')"] },
    { title = "Bytes stored", stat = "Sum", searches = ["SEARCH('${local.own} MetricName=\"Bytes\"', 'Sum')"] },
    { title = "Messages waiting", stat = "Maximum", metrics = [for name in ["submit", "settle"] : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "${var.name}-${name}"]] },
    { title = "Messages given up on", stat = "Maximum", metrics = [for name in ["submit-dead", "settle-dead", "undelivered"] : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "${var.name}-${name}"]] },
    { title = "Errors", stat = "Sum", metrics = [for name in ["submit", "callback", "settle", "sweep", "query", "control"] : ["AWS/Lambda", "Errors", "FunctionName", "${var.name}-${name}"]] },
    { title = "Duration, ms", stat = "p99", metrics = [for name in ["submit", "callback", "settle", "sweep", "query", "control"] : ["AWS/Lambda", "Duration", "FunctionName", "${var.name}-${name}"]] },
    { title = "Throttles", stat = "Sum", metrics = [for name in ["submit", "callback", "settle", "sweep", "query", "control"] : ["AWS/Lambda", "Throttles", "FunctionName", "${var.name}-${name}"]] },
    { title = "HTTP API", stat = "Sum", metrics = [for metric in ["Count", "4xx", "5xx"] : ["AWS/ApiGateway", metric, "ApiId", aws_apigatewayv2_api.this.id]] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "${var.name}${local.global_suffix}"

  dashboard_body = jsonencode({
    widgets = [for index, chart in local.charts : {
      type   = "metric"
      x      = 12 * (index % 2)
      y      = 6 * floor(index / 2)
      width  = 12
      height = 6
      properties = {
        title   = chart.title
        region  = local.region
        view    = "timeSeries"
        stat    = chart.stat
        period  = 300
        metrics = concat([for search in lookup(chart, "searches", []) : [{ expression = search }]], lookup(chart, "metrics", []))
      }
    }]
  })
}
