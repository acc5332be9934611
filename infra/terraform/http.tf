# The HTTP API. All of it asks who is calling, but for the callbacks, whose address is the proof.

locals {
  callback_route = "POST /v1/callbacks/{provider}/{token}"

  routes = {
    "POST /v1/generations"                = "submit"
    "GET /v1/generations"                 = "query"
    "GET /v1/generations/{id}"            = "query"
    "DELETE /v1/generations/{id}"         = "control"
    "POST /v1/generations/{id}/cancel"    = "control"
    "GET /v1/generations/{id}/deliveries" = "query"
    "GET /v1/providers/{provider}/canary" = "query"
    "POST /v1/uploads"                    = "submit"
    "POST /v1/quotes"                     = "query"
    "GET /v1/models"                      = "query"
    "GET /v1/schema"                      = "query"
    "GET /v1/openapi.json"                = "query"
    (local.callback_route)                = "callback"
    # For OpenAI's clients: the base address that they are given ends in /openai/v1.
    "POST /openai/v1/images/generations"     = "submit"
    "POST /openai/v1/images/edits"           = "submit"
    "GET /openai/v1/images/generations/{id}" = "query"
    "GET /openai/v1/models"                  = "query"
    "GET /openai/v1/models/{model}"          = "query"
    # Whatever else is asked for: query says in problem+json that there is no such route, or which methods it has.
    "$default" = "query"
  }
  # Who may call these decides about money, or about everybody's generations: a right of their own. Their paths end in words of their own, so that
  # no right on a caller's path reaches them.
  operator_routes = {
    "POST /v1/generations/{id}/resolution"                  = "control"
    "POST /v1/generations/{id}/recheck"                     = "control"
    "POST /v1/generations/{id}/deliveries/{channel}/replay" = "control"
    "POST /v1/providers/{provider}/canary"                  = "control"
  }
  # $default takes preflight requests too, which carry no authorization: with CORS they get a route of their own.
  preflight_routes = var.cors == null ? {} : { "OPTIONS /{proxy+}" = "query" }
  # The files of the page: a browser asks for them before anybody can say who is calling.
  has_page    = var.page && var.authorization.type == "jwt"
  page_paths  = local.has_page ? ["/ui", "/ui/{version}/{file}"] : []
  page_routes = { for one in setproduct(["GET", "HEAD"], local.page_paths) : join(" ", one) => "query" }

  all_routes  = merge(local.routes, local.operator_routes, local.preflight_routes, local.page_routes)
  open_routes = concat([local.callback_route], keys(local.preflight_routes), keys(local.page_routes))
  # Where browsers find the page, and its script asks from.
  page_origins   = distinct([aws_apigatewayv2_api.this.api_endpoint, local.callback_base_url])
  has_own_domain = var.callback_domain != null && var.callback_certificate_arn != null
}

resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  protocol_type                = "HTTP"
  description                  = "Darkroom: generation events in, records out, callbacks of providers"
  disable_execute_api_endpoint = local.has_own_domain
  tags                         = var.tags

  dynamic "cors_configuration" {
    for_each = var.cors[*]

    content {
      allow_origins  = cors_configuration.value.origins
      allow_methods  = ["GET", "POST", "DELETE"]
      allow_headers  = ["accept", "authorization", "content-type", "idempotency-key", "prefer", "traceparent", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"]
      expose_headers = ["accept", "allow", "idempotency-replayed", "location", "preference-applied", "retry-after", "x-request-id", "x-should-retry"]
      max_age        = cors_configuration.value.max_age_seconds
    }
  }

  lifecycle {
    precondition {
      condition     = var.callback_certificate_arn == null || var.callback_domain != null
      error_message = "callback_certificate_arn is the certificate of callback_domain: give both."
    }
  }
}

resource "aws_apigatewayv2_integration" "function" {
  for_each               = toset(values(local.all_routes))
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
    type            = "JWT"
    authorizer      = aws_apigatewayv2_authorizer.jwt[0].id
    scopes          = var.authorization.scopes
    operator_scopes = var.authorization.operator_scopes
    } : {
    type            = "AWS_IAM"
    authorizer      = null
    scopes          = []
    operator_scopes = []
  }

  # A token needs one of its route's scopes; of routes without any, none.
  scopes = {
    for key in keys(local.all_routes) : key =>
    contains(local.open_routes, key) ? [] : contains(keys(local.operator_routes), key) ? local.asks.operator_scopes : local.asks.scopes
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each             = local.all_routes
  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.function[each.value].id}"
  authorization_type   = contains(local.open_routes, each.key) ? "NONE" : local.asks.type
  authorizer_id        = contains(local.open_routes, each.key) ? null : local.asks.authorizer
  authorization_scopes = length(local.scopes[each.key]) == 0 ? null : local.scopes[each.key]
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

  dynamic "route_settings" {
    for_each = local.operator_routes

    content {
      route_key              = aws_apigatewayv2_route.this[route_settings.key].route_key
      throttling_rate_limit  = var.operator_throttle.rate
      throttling_burst_limit = var.operator_throttle.burst
    }
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
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

resource "aws_lambda_permission" "route" {
  for_each      = local.all_routes
  statement_id  = "Route-${replace(replace(each.key, "/[ \\/.]+/", "-"), "/[{}$+]/", "")}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.value].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/${replace(replace(each.key, " ", ""), "/\\{[a-z]+[+]?\\}/", "*")}"
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
