# What the runs wrote (R6): chunks that are written once, read by the status page, and personal at times.
resource "google_storage_bucket" "outputs" {
  name                        = "${var.project_id}-rehearsal-outputs"
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # What a purge removed is gone after a week, not before: mistakes happen, and so do requests to be forgotten.
  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  lifecycle_rule {
    condition {
      age = var.output_retention_days
    }
    action {
      type = "Delete"
    }
  }

  # Evidence is looked at for some weeks and then rarely.
  lifecycle_rule {
    condition {
      age = 90
    }
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
  }
}
