variable "name" {
  description = "Prefix of everything this module makes; one account and region can hold several Darkrooms under several names."
  type        = string
  default     = "darkroom"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name must be 2 to 20 lower-case letters, digits and hyphens, begin with a letter and not end with a hyphen: it is part of the bucket's name."
  }
}

variable "artifact" {
  description = "Path of function.zip, as the build or a release made it."
  type        = string

  validation {
    condition     = fileexists(var.artifact)
    error_message = "artifact: there is no such file. Build it with ./mvnw package -Dnative -DskipTests, which leaves target/function.zip."
  }
}

variable "architecture" {
  description = "Processor that the binary in the zip was built for: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture must be x86_64 or arm64."
  }
}

variable "image_providers" {
  description = <<-EOT
    The providers that are on, by name (evolink, liangxin, modellix, ...); Terraform keeps the name "providers" for itself.
    key_parameter: name of the SSM parameter that holds the key; absent: /<name>/providers/<provider>/api-key. Either is made outside of Terraform.
    base_url: instead of the provider's usual address; liangxin has none and needs it.
    env: further settings, by the end of their name, such as { PROMPT_LIMIT = "10000" } for DARKROOM_PROVIDER_MODELLIX_PROMPT_LIMIT.
  EOT
  type = map(object({
    key_parameter = optional(string)
    base_url      = optional(string)
    env           = optional(map(string), {})
  }))

  validation {
    condition     = length(var.image_providers) > 0
    error_message = "image_providers must name at least one provider, such as { evolink = {} }: without one nothing can be submitted."
  }
  validation {
    condition     = alltrue([for name in keys(var.image_providers) : can(regex("^[a-z][a-z0-9-]*$", name))])
    error_message = "image_providers: names are lower-case letters, digits and hyphens."
  }
  validation {
    condition     = alltrue([for one in values(var.image_providers) : can(regex("^https?://[^/]+", coalesce(one.base_url, "https://default")))])
    error_message = "image_providers: base_url must be an address such as https://api.example.com."
  }
  validation {
    condition     = var.image_providers == null || try(var.image_providers["liangxin"].base_url, "off") != null
    error_message = "image_providers: liangxin needs a base_url, for its documents name none."
  }
  validation {
    condition     = alltrue([for one in values(var.image_providers) : !contains(keys(one.env), "API_KEY")])
    error_message = "image_providers: a key does not belong into the environment of a function; put it into the SSM parameter."
  }
}

variable "callback_keys_parameter" {
  description = "Name of the SSM parameter with the keys that callback addresses are signed with (id:secret, comma-separated); absent: /<name>/callback-keys. Either is made outside of Terraform."
  type        = string
  default     = null
}

variable "webhook_secret_parameter" {
  description = "Name of an SSM parameter of yours with the secret that webhooks are signed with (whsec_... as Standard Webhooks has it); without it events with notify are refused."
  type        = string
  default     = null
}

variable "callback_domain" {
  description = "Host name under which providers call back, without https://; absent: the API's own. It must lead to this API: give callback_certificate_arn as well, or map it yourself."
  type        = string
  default     = null

  validation {
    condition     = can(regex("^[a-z0-9.-]+$", coalesce(var.callback_domain, "absent")))
    error_message = "callback_domain is a host name such as images.example.com, without scheme and path."
  }
}

variable "callback_certificate_arn" {
  description = "ACM certificate of callback_domain, in this region. With it the domain is set up for the whole API (all but the DNS record, see the output callback_domain_target), and the API's own address is switched off."
  type        = string
  default     = null
}

variable "authorization" {
  description = <<-EOT
    Who may use the HTTP API, callbacks aside: { type = "iam" } takes requests that are signed (SigV4) by a principal with execute-api:Invoke,
    { type = "jwt", issuer = "https://...", audience = ["..."], scopes = [...] } takes bearer tokens of that issuer, with one of the scopes where some
    are given. The operators' routes (resolution, recheck, replay, canary) demand one of operator_scopes instead; with IAM they are resources of
    their own (output policies).
  EOT
  type = object({
    type     = optional(string, "iam")
    issuer   = optional(string)
    audience = optional(list(string), [])
    scopes   = optional(list(string), [])

    operator_scopes = optional(list(string), ["darkroom/operate"])
  })
  default = {}

  validation {
    condition     = contains(["iam", "jwt"], var.authorization.type)
    error_message = "authorization.type must be iam or jwt."
  }
  validation {
    condition     = var.authorization.type != "jwt" || (can(regex("^https://", var.authorization.issuer)) && length(var.authorization.audience) > 0)
    error_message = "authorization: jwt needs an https issuer and at least one audience."
  }
  validation {
    condition     = length(var.authorization.operator_scopes) > 0 && alltrue([for scope in var.authorization.operator_scopes : scope != ""])
    error_message = "authorization.operator_scopes must name at least one scope: without one every token could attach, abandon and replay."
  }
  validation {
    condition     = length(setintersection(var.authorization.scopes, var.authorization.operator_scopes)) == 0
    error_message = "authorization: a scope of operator_scopes must not be one of scopes, or every caller would be an operator."
  }
}

variable "throttle" {
  description = "Requests per second (and burst) that the whole HTTP API takes on each route."
  type        = object({ rate = number, burst = number })
  default     = { rate = 100, burst = 200 }
}

variable "callback_throttle" {
  description = "The same for callbacks, which anybody can call: as high as results may arrive, with repeats."
  type        = object({ rate = number, burst = number })
  default     = { rate = 50, burst = 100 }
}

variable "operator_throttle" {
  description = "The same for each of the operators' routes: people's pace, or that of a script over a list. A canary is paid for."
  type        = object({ rate = number, burst = number })
  default     = { rate = 5, burst = 10 }
}

variable "cors" {
  description = "Which web pages may call the HTTP API from a browser, and upload reference pictures into the bucket, such as { origins = [\"https://shop.example.com\"] }; absent: none. They still have to prove who is calling."
  type = object({
    origins         = list(string)
    max_age_seconds = optional(number, 600)
  })
  default = null

  validation {
    condition     = var.cors == null || alltrue([for origin in try(var.cors.origins, []) : can(regex("^(\\*|https?://[^/*]+)$", origin))]) && try(length(var.cors.origins), 1) > 0
    error_message = "cors: origins are such as https://shop.example.com, without a path, or * for all."
  }
}

variable "submit_concurrency" {
  description = "Most submit invocations at once that the submit queue causes; what is above waits in the queue."
  type        = number
  default     = 10

  validation {
    condition     = var.submit_concurrency >= 2 && var.submit_concurrency <= 1000
    error_message = "submit_concurrency must be from 2 to 1000, as SQS event sources have it."
  }
}

variable "settle_concurrency" {
  description = "Most settle invocations at once; what is above waits in the queue."
  type        = number
  default     = 20

  validation {
    condition     = var.settle_concurrency >= 2 && var.settle_concurrency <= 1000
    error_message = "settle_concurrency must be from 2 to 1000, as SQS event sources have it."
  }
}

variable "memory" {
  description = "Memory of single functions in MB, such as { submit = 256 } where many callers send forms of several MiB. More memory is also a larger share of a processor. A function that is not named has what it was measured with, which is the least: 128 for submit and callback, 256 for the others."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for name, size in var.memory : contains(["submit", "callback", "settle", "sweep", "query", "control"], name) && size <= 10240 && floor(size) == size && size >= (contains(["submit", "callback"], name) ? 128 : 256)])
    error_message = "memory: names are submit, callback, settle, sweep, query and control; sizes are whole MB, from 128 (submit, callback) or 256 to 10240."
  }
}

variable "reserved_concurrency" {
  description = "Concurrency that is taken from the account's and kept for one function, and its limit, such as { settle = 20 }. A function that is not named shares what is left."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for name, count in var.reserved_concurrency : contains(["submit", "callback", "settle", "sweep", "query", "control"], name) && count >= 1 && floor(count) == count])
    error_message = "reserved_concurrency: names are submit, callback, settle, sweep, query and control; numbers are whole, from 1."
  }
}

variable "settle_batching_seconds" {
  description = "Longest time that a check waits for others, so that one invocation settles several: cheaper, and every image comes later by up to this. 0: at once. docs/cost.md says what it saves."
  type        = number
  default     = 20

  validation {
    condition     = var.settle_batching_seconds >= 0 && var.settle_batching_seconds <= 60
    error_message = "settle_batching_seconds must be from 0 to 60: the sweep looks a minute after a check should have come, and would ask twice."
  }
}

variable "system_log_level" {
  description = "Least severe of Lambda's own log lines that are kept: DEBUG, INFO (START, END and REPORT of every invocation) or WARN. Darkroom's own lines are kept always."
  type        = string
  default     = "WARN"

  validation {
    condition     = contains(["DEBUG", "INFO", "WARN"], var.system_log_level)
    error_message = "system_log_level must be DEBUG, INFO or WARN."
  }
}

variable "reference_buckets" {
  description = "Buckets beside Darkroom's own whose objects may be reference images. Whoever may submit may have any object in them sent to a provider."
  type        = list(string)
  default     = []
}

variable "reference_bucket_accounts" {
  description = "Accounts, beside this one, that may own reference_buckets. A bucket of any other account is not read, even under a right name."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for account in var.reference_bucket_accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "reference_bucket_accounts: an account is 12 digits."
  }
}

variable "permissions_boundary" {
  description = "ARN of a policy that no role made here may exceed; absent: none."
  type        = string
  default     = null
}

variable "kms_key_arn" {
  description = "ARN of a KMS key of yours, in this region, that encrypts table, bucket, queues and logs; absent: keys that AWS owns. Its key policy must let EventBridge and CloudWatch Logs use it (deploy.md)."
  type        = string
  default     = null

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", coalesce(var.kms_key_arn, "arn:aws:kms:region-1:123456789012:key/absent")))
    error_message = "kms_key_arn is the ARN of a key (not of an alias), such as arn:aws:kms:eu-central-1:123456789012:key/..."
  }
}

variable "step_functions" {
  description = "Whether task tokens may be handed back to Step Functions."
  type        = bool
  default     = true
}

variable "record_retention_days" {
  description = "How long the records of closed tasks are kept. An id lives as long as its record: used again after that, it is a new generation and paid for."
  type        = number
  default     = 90

  validation {
    condition     = var.record_retention_days >= 30 && floor(var.record_retention_days) == var.record_retention_days
    error_message = "record_retention_days must be a whole number of at least 30: a message may come again from a queue (4 days), from its dead-letter queue (14 days), and once more after that, and would be paid for twice without its record."
  }
}

variable "image_retention_days" {
  description = "How long images are kept; 0: for ever."
  type        = number
  default     = 0

  validation {
    condition     = var.image_retention_days >= 0 && floor(var.image_retention_days) == var.image_retention_days
    error_message = "image_retention_days must be a whole number of days, or 0."
  }
}

variable "list" {
  description = "Whether generations are listed by their creation (GET /v1/generations). Off: the table's index of them costs nothing, and the list of open ones answers nevertheless."
  type        = bool
  default     = true
}

variable "page" {
  description = "Whether the contact sheet is served at /ui. Its files hold nothing of yours, and whoever asks gets them; each of its questions needs a token. Only with authorization of type jwt: a browser cannot sign for IAM."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of the periods that CloudWatch Logs knows, such as 7, 30, 90 or 365."
  }
}

variable "alarm_topic_arn" {
  description = "SNS topic that hears of every alarm and of its end; absent: alarms only show."
  type        = string
  default     = null
}

variable "oldest_open_task_seconds" {
  description = "Age of the oldest task without an end that raises the alarm. Above the longest deadlineSeconds that is asked for (1800 unless an event says otherwise)."
  type        = number
  default     = 3600
}

variable "oldest_message_seconds" {
  description = "Age of the oldest message in the submit or the settle queue that raises the alarm. Above 900, for which a message may be put off, and below 1440, when SQS stops counting one of settle's that fails."
  type        = number
  default     = 1200

  validation {
    condition     = var.oldest_message_seconds > 900 && var.oldest_message_seconds < 1440
    error_message = "oldest_message_seconds must be above 900 and below 1440."
  }
}

variable "deletion_protection" {
  description = "Whether the table refuses to be deleted, and the bucket as long as something is in it. Apply once with false before a destroy."
  type        = bool
  default     = true
}

variable "extra_env" {
  description = "Merged into the environment of every function, over what this module sets: any DARKROOM_ variable of the docs."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.extra_env) : can(regex("^[A-Z][A-Z0-9_]*$", name)) && !can(regex("^(AWS_|LAMBDA_|QUARKUS_LAMBDA_HANDLER$)", name))])
    error_message = "extra_env: names are upper case; those that begin with AWS_ or LAMBDA_ are Lambda's own, and QUARKUS_LAMBDA_HANDLER is this module's."
  }
  validation {
    condition     = !contains(keys(var.extra_env), "DARKROOM_RETENTION")
    error_message = "extra_env: DARKROOM_RETENTION is what record_retention_days says, so that no record dies before what may still repeat its event."
  }
}

variable "tags" {
  description = "Tags of everything that can carry them."
  type        = map(string)
  default     = {}
}
