# Names of the SSM parameters that hold the keys. The parameters themselves are made outside, with aws ssm put-parameter (deploy.md):
# Terraform reads back the value of every parameter that it manages, and would write the keys in plain text into its state.

locals {
  callback_keys_parameter = coalesce(var.callback_keys_parameter, "/${var.name}/callback-keys")
  provider_key_parameters = {
    for name, one in var.image_providers : name => coalesce(one.key_parameter, "/${var.name}/providers/${name}/api-key")
  }
}

# Earlier versions managed the parameters. An upgrade forgets them and leaves them, with their keys, where they are.
removed {
  from = aws_ssm_parameter.callback_keys

  lifecycle {
    destroy = false
  }
}

removed {
  from = aws_ssm_parameter.provider_key

  lifecycle {
    destroy = false
  }
}
