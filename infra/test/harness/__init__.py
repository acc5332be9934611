"""What the tests stand on: a local AWS, Terraform in a folder of its own, a provider, and Darkroom seen from outside."""
