resource "google_monitoring_notification_channel" "mail" {
  for_each     = toset(var.alert_emails)
  display_name = "Rehearsal: ${each.key}"
  type         = "email"
  labels = {
    email_address = each.key
  }

  depends_on = [google_project_service.main]
}

locals {
  channels = [for channel in google_monitoring_notification_channel.mail : channel.name]

  # Metric → more than `above` within `window` seconds is an alert. What to do is told in docs/guide/alerts.md under the same name.
  alerts = {
    dead_letters     = { severity = "CRITICAL", above = 0, window = 300 }
    clocks_breached  = { severity = "WARNING", above = 0, window = 300 }
    runs_lost        = { severity = "ERROR", above = 0, window = 300 }
    sweep_failed     = { severity = "ERROR", above = 1, window = 900 }
    sweep_found_work = { severity = "WARNING", above = 2, window = 3600 }
    backend_silent   = { severity = "ERROR", above = 5, window = 1800 }
    callers_refused  = { severity = "WARNING", above = 20, window = 3600 }
    pages_failed     = { severity = "ERROR", above = 3, window = 900 }
    sheet_repaired   = { severity = "WARNING", above = 0, window = 3600 }
  }
}

resource "google_monitoring_alert_policy" "logged" {
  for_each = local.alerts

  display_name          = "Rehearsal ${each.key}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels

  conditions {
    display_name = local.metrics[each.key].about
    condition_threshold {
      filter          = "resource.type = \"cloud_run_revision\" AND metric.type = \"logging.googleapis.com/user/${google_logging_metric.main[each.key].name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.above
      duration        = "0s"
      aggregations {
        alignment_period     = "${each.value.window}s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }

  documentation {
    subject   = "Rehearsal: ${local.metrics[each.key].about}"
    content   = "See docs/guide/alerts.md, ${each.key}. Messages: ${join(", ", local.metrics[each.key].messages)}."
    mime_type = "text/markdown"
  }
}
