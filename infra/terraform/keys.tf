# SSM parameters that hold the keys. Terraform makes them with a placeholder and never looks at their values again, so that no key is in a state.

locals {
  placeholder = "placeholder-to-be-overwritten-with-aws-ssm-put-parameter"

  callback_keys_parameter = coalesce(var.callback_keys_parameter, "/${var.name}/callback-keys")
  provider_key_parameters = {
    for name, one in var.image_providers : name => coalesce(one.key_parameter, "/${var.name}/providers/${name}/api-key")
  }
}

resource "aws_ssm_parameter" "callback_keys" {
  count       = var.callback_keys_parameter == null ? 1 : 0
  name        = local.callback_keys_parameter
  description = "Darkroom signs callback addresses with these: id:secret, comma-separated, the signing one first, secrets of 32 characters or more"
  type        = "SecureString"
  value       = local.placeholder
  tags        = var.tags

  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_ssm_parameter" "provider_key" {
  for_each    = { for name, one in var.image_providers : name => one if one.key_parameter == null }
  name        = local.provider_key_parameters[each.key]
  description = "Darkroom's key with ${each.key}"
  type        = "SecureString"
  value       = local.placeholder
  tags        = var.tags

  lifecycle {
    ignore_changes = [value]
  }
}
