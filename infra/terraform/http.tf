# The HTTP API. All of it asks who is calling, but for the callbacks, whose address is the proof.

locals {
  callback_route = "POST /v1/callbacks/{provider}/{token}"

  routes = {
    "POST /v1/generations"     = "submit"
    "GET /v1/generations"      = "query"
    "GET /v1/generations/{id}" = "query"
    "GET /v1/models"           = "query"
    "GET /v1/schema"           = "query"
    "GET /v1/openapi.json"     = "query"
    (local.callback_route)     = "callback"
  }
  has_own_domain = var.callback_domain != null && var.callback_certificate_arn != null
}

resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  protocol_type                = "HTTP"
  description                  = "Darkroom: generation events in, records out, callbacks of providers"
  disable_execute_api_endpoint = local.has_own_domain
  tags                         = var.tags

  lifecycle {
    precondition {
      condition     = var.callback_certificate_arn == null || var.callback_domain != null
      error_message = "callback_certificate_arn is the certificate of callback_domain: give both."
    }
  }
}

resource "aws_apigatewayv2_integration" "function" {
  for_each               = toset(values(local.routes))
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this[each.key].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count            = var.authorization.type == "jwt" ? 1 : 0
  api_id           = aws_apigatewayv2_api.this.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.authorization.issuer
    audience = var.authorization.audience
  }
}

locals {
  # Of the routes that ask who is calling.
  asks = var.authorization.type == "jwt" ? {
    type       = "JWT"
    authorizer = aws_apigatewayv2_authorizer.jwt[0].id
    scopes     = var.authorization.scopes
    } : {
    type       = "AWS_IAM"
    authorizer = null
    scopes     = []
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each             = local.routes
  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.function[each.value].id}"
  authorization_type   = each.key == local.callback_route ? "NONE" : local.asks.type
  authorizer_id        = each.key == local.callback_route ? null : local.asks.authorizer
  authorization_scopes = each.key == local.callback_route || length(local.asks.scopes) == 0 ? null : local.asks.scopes
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true
  tags        = var.tags

  default_route_settings {
    throttling_rate_limit  = var.throttle.rate
    throttling_burst_limit = var.throttle.burst
  }

  route_settings {
    route_key              = aws_apigatewayv2_route.this[local.callback_route].route_key
    throttling_rate_limit  = var.callback_throttle.rate
    throttling_burst_limit = var.callback_throttle.burst
  }

  # The route, never the path: that of a callback is a capability.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId    = "$context.requestId"
      at           = "$context.requestTimeEpoch"
      ip           = "$context.identity.sourceIp"
      route        = "$context.routeKey"
      status       = "$context.status"
      milliseconds = "$context.responseLatency"
      bytes        = "$context.responseLength"
      error        = "$context.integrationErrorMessage"
      refused      = "$context.authorizer.error"
    })
  }
}

# Log groups under this prefix need no resource policy of their own.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/${var.name}/access"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_lambda_permission" "route" {
  for_each      = local.routes
  statement_id  = "Route-${replace(replace(each.key, "/[ \\/.]+/", "-"), "/[{}]/", "")}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.value].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/${replace(replace(each.key, " ", ""), "/\\{[a-z]+\\}/", "*")}"
}

resource "aws_apigatewayv2_domain_name" "this" {
  count       = local.has_own_domain ? 1 : 0
  domain_name = var.callback_domain
  tags        = var.tags

  domain_name_configuration {
    certificate_arn = var.callback_certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  count       = local.has_own_domain ? 1 : 0
  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this[0].domain_name
  stage       = aws_apigatewayv2_stage.default.id
}
