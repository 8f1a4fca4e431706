# Alerts on what the platform itself measures.

# Z2: a version's event waits. The subscription is Eventarc's own, so only its prefix is known.
resource "google_monitoring_alert_policy" "trigger_lag" {
  display_name          = "Rehearsal trigger_lag"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "An event has waited for more than 5 minutes"
    condition_threshold {
      filter          = "resource.type = \"pubsub_subscription\" AND metric.type = \"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND resource.labels.subscription_id = starts_with(\"eventarc-\")"
      comparison      = "COMPARISON_GT"
      threshold_value = 300
      duration        = "60s"
      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    subject   = "Rehearsal: effects are not dispatched in time"
    content   = "See docs/guide/alerts.md, trigger_lag."
    mime_type = "text/markdown"
  }
}

resource "google_monitoring_alert_policy" "task_lag" {
  display_name          = "Rehearsal task_lag"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = local.channels

  conditions {
    display_name = "Tasks start more than 10 minutes late"
    condition_threshold {
      # Milliseconds between the time that a task was scheduled for and its attempt.
      filter          = "resource.type = \"cloud_tasks_queue\" AND metric.type = \"cloudtasks.googleapis.com/queue/task_attempt_delays\""
      comparison      = "COMPARISON_GT"
      threshold_value = 600000
      duration        = "300s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_PERCENTILE_95"
      }
    }
  }

  documentation {
    subject   = "Rehearsal: a queue is behind"
    content   = "See docs/guide/alerts.md, task_lag."
    mime_type = "text/markdown"
  }
}

# Task functions answer 5xx on purpose, to be called again: only what people and programs see is counted.
resource "google_monitoring_alert_policy" "error_ratio" {
  display_name          = "Rehearsal error_ratio"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "More than 5 percent of public calls fail"
    condition_threshold {
      filter             = "${local.public_calls} AND metric.labels.response_code_class = \"5xx\""
      denominator_filter = local.public_calls
      comparison         = "COMPARISON_GT"
      threshold_value    = 0.05
      duration           = "300s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.labels.service_name"]
      }
      denominator_aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_RATE"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.labels.service_name"]
      }
    }
  }

  documentation {
    subject   = "Rehearsal: pages or interfaces fail"
    content   = "See docs/guide/alerts.md, error_ratio."
    mime_type = "text/markdown"
  }
}

# B6: without the sweep nothing that was lost is ever found.
resource "google_monitoring_alert_policy" "sweep_silent" {
  display_name          = "Rehearsal sweep_silent"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = local.channels

  conditions {
    display_name = "No sweep came to a good end for half an hour"
    condition_absent {
      filter   = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_count\" AND resource.labels.service_name = \"${google_cloudfunctions2_function.main["sweep"].name}\" AND metric.labels.response_code_class = \"2xx\""
      duration = "1800s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    subject   = "Rehearsal: the sweep does not run"
    content   = "See docs/guide/alerts.md, sweep_silent."
    mime_type = "text/markdown"
  }
}

locals {
  public_calls = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_count\" AND resource.labels.service_name = one_of(${join(", ", [for name in local.public_functions : "\"${name}\""])})"
}
