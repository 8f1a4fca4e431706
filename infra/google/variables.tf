variable "project_id" {
  description = "Id of the Google Cloud project that holds nothing but this installation."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project id is 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "region" {
  description = "Region of functions, queues, database and buckets. firebase.json names it too; the database never moves again."
  type        = string
  default     = "europe-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "One region, such as europe-west1: Firestore's events reach only functions beside the database."
  }
}

variable "database" {
  description = "Id of the Firestore database. Only (default) has free quota."
  type        = string
  default     = "(default)"

  validation {
    condition     = var.database == "(default)" || can(regex("^[a-z][a-z0-9-]{2,61}[a-z0-9]$", var.database))
    error_message = "(default), or 4 to 63 lower-case letters, digits and hyphens."
  }
}

variable "secret_versions" {
  description = "Secret name → version number, for pinning and for going back; the newest where none is named. Changing one starts new instances."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name, version in var.secret_versions : contains(concat(keys(local.secrets), [local.settings_secret]), name) && can(regex("^([1-9][0-9]*|latest)$", version))])
    error_message = "Keys are names of secrets as in secrets.tf, values version numbers."
  }
}

variable "alert_emails" {
  description = "Who is told of alerts and of the budget."
  type        = list(string)

  validation {
    # A budget notifies at most five channels.
    condition     = length(var.alert_emails) >= 1 && length(var.alert_emails) <= 5 && alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "One to five mail addresses."
  }
}

variable "billing_account" {
  description = "Billing account that the budget watches, as 000000-000000-000000."
  type        = string

  validation {
    condition     = can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "Three groups of six, parted by hyphens."
  }
}

variable "monthly_budget" {
  description = "Whole units of the billing account's currency. Mails go out at 50, 90 and 100 percent of it; nothing is switched off."
  type        = number
  default     = 25

  validation {
    condition     = var.monthly_budget >= 1 && floor(var.monthly_budget) == var.monthly_budget
    error_message = "A whole number of 1 or more."
  }
}

variable "output_retention_days" {
  description = "How long the output of runs is kept in object storage. The verdict and its evidence's summary stay with the request."
  type        = number
  default     = 400

  validation {
    condition     = var.output_retention_days >= 30
    error_message = "At least 30 days: somebody may still have to judge the run."
  }
}

variable "internal_ingress" {
  description = "Who can reach the functions that are not public, beside having to prove themselves."
  type        = string
  default     = "ALLOW_INTERNAL_ONLY"

  validation {
    condition     = contains(["ALLOW_INTERNAL_ONLY", "ALLOW_ALL"], var.internal_ingress)
    error_message = "ALLOW_INTERNAL_ONLY, or ALLOW_ALL where queues of another project call."
  }
}

variable "backend_project_id" {
  description = "Project of the backup servers, where Dataflow jobs and Cloud Build triggers run; none when every backend is served by an agent."
  type        = string
  default     = null
}

variable "dataflow_worker_accounts" {
  description = "Service accounts that Dataflow's workers run as, as the settings name them."
  type        = set(string)
  default     = []
}

variable "dataflow_buckets" {
  description = "Buckets with the flex templates that the settings name."
  type        = set(string)
  default     = []
}
