terraform {
  # 1.9: a variable's validation may look at another variable.
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 8.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.7"
    }
  }

  # `terraform init -backend-config="bucket=…"`: the state knows every address and account, and belongs in a bucket that few can read.
  backend "gcs" {
    prefix = "rehearsal"
  }
}

provider "google" {
  project = var.project_id
  region  = var.region

  # The budget's API asks which project pays for the call.
  user_project_override = true
  billing_project       = var.project_id
}
