# Terraform makes the places, never the values: those are added by hand (docs/guide/secrets.md), so that no state holds one.
# Name in the environment → what it holds: secret-table.tf.json.
locals {
  settings_secret = "settings"
  settings_folder = "/etc/rehearsal"
}

resource "google_secret_manager_secret" "main" {
  for_each = local.secrets

  secret_id = "rehearsal-${lower(replace(each.key, "_", "-"))}"
  annotations = {
    holds = each.value
  }

  # A version that was destroyed by mistake can be had back for a week.
  version_destroy_ttl = "604800s"

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.main]
}

# People's addresses and the calendar: no secret, but nobody else's business, and changed without a new bundle.
resource "google_secret_manager_secret" "settings" {
  secret_id           = "rehearsal-settings"
  version_destroy_ttl = "604800s"

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.main]
}
