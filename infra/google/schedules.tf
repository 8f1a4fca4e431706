# Function → cron, UTC: schedule-table.tf.json.
resource "google_cloud_scheduler_job" "main" {
  for_each = local.schedules

  name             = each.key
  region           = var.region
  schedule         = each.value
  time_zone        = "Etc/UTC"
  attempt_deadline = "${local.functions[each.key].timeout}s"

  # The next call comes soon enough, and does what this one left.
  retry_config {
    retry_count = 1
  }

  http_target {
    http_method = "POST"
    uri         = "${local.functions_url}/${each.key}"
    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = "${local.functions_url}/${each.key}"
    }
  }

  depends_on = [google_cloudfunctions2_function.main]
}
