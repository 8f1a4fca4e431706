data "google_project" "main" {
  project_id = var.project_id
}

# Tells, and switches nothing off: an intake that stops is worse than a bill of some cents more.
resource "google_billing_budget" "main" {
  billing_account = var.billing_account
  display_name    = "Rehearsal"

  budget_filter {
    projects        = ["projects/${data.google_project.main.number}"]
    calendar_period = "MONTH"
  }

  amount {
    specified_amount {
      units = tostring(var.monthly_budget)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  # What this month will come to, while there is still time.
  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = local.channels
  }

  depends_on = [google_project_service.main]
}
