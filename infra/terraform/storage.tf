# Where records and images lie.

resource "aws_dynamodb_table" "tasks" {
  name                        = "${var.name}-tasks"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  deletion_protection_enabled = var.deletion_protection
  tags                        = var.tags

  attribute {
    name = "pk"
    type = "S"
  }
  attribute {
    name = "openShard"
    type = "S"
  }
  attribute {
    name = "nextCheckAt"
    type = "N"
  }
  attribute {
    name = "month"
    type = "S"
  }
  attribute {
    name = "createdAt"
    type = "S"
  }

  # Sparse: only an open task has an openShard.
  global_secondary_index {
    name            = "open"
    hash_key        = "openShard"
    range_key       = "nextCheckAt"
    projection_type = "KEYS_ONLY"
  }

  # Sparse: what is not a task, or was claimed with the list off, has no month.
  global_secondary_index {
    name            = "recent"
    hash_key        = "month"
    range_key       = "createdAt"
    projection_type = "KEYS_ONLY"
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  dynamic "server_side_encryption" {
    for_each = var.kms_key_arn[*]

    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }
}

resource "aws_s3_bucket" "images" {
  bucket        = local.bucket_name
  force_destroy = !var.deletion_protection
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "images" {
  bucket                  = aws_s3_bucket.images.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
    # Fewer calls to KMS: one key for many objects.
    bucket_key_enabled = var.kms_key_arn != null
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  # Pictures that came by value or by a link: their task has its own record, and a provider fetches them within an hour.
  rule {
    id     = "references"
    status = "Enabled"

    filter {
      prefix = "references/"
    }
    expiration {
      days = 7
    }
  }

  dynamic "rule" {
    for_each = var.image_retention_days > 0 ? [var.image_retention_days] : []

    content {
      id     = "images"
      status = "Enabled"

      filter {
        prefix = "generations/"
      }
      expiration {
        days = rule.value
      }
    }
  }
}

# Browsers put reference pictures by a link (POST /v1/uploads): from the page, and from the pages that may call the API.
resource "aws_s3_bucket_cors_configuration" "images" {
  count  = local.has_page || var.cors != null ? 1 : 0
  bucket = aws_s3_bucket.images.id

  dynamic "cors_rule" {
    for_each = local.has_page ? [local.page_origins] : []

    content {
      id              = "page"
      allowed_origins = cors_rule.value
      allowed_methods = ["PUT"]
      allowed_headers = ["content-type", "x-amz-checksum-sha256"]
      max_age_seconds = 600
    }
  }

  dynamic "cors_rule" {
    for_each = var.cors[*]

    content {
      id              = "cors"
      allowed_origins = cors_rule.value.origins
      allowed_methods = ["PUT"]
      allowed_headers = ["content-type", "x-amz-checksum-sha256"]
      max_age_seconds = cors_rule.value.max_age_seconds
    }
  }
}

resource "aws_s3_bucket_policy" "images" {
  bucket = aws_s3_bucket.images.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.arns.images, "${local.arns.images}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.images]
}
