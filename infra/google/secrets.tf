# Terraform makes the places, never the values: those are added by hand (docs/guide/secrets.md), so that no state holds one.
locals {
  settings_secret = "settings"
  settings_folder = "/etc/rehearsal"

  # Name in the environment → what it holds. Lists hold several values, newest first: all are valid at once, so that one can follow another.
  secrets = {
    WEBHOOK_SECRETS      = "Standard Webhooks secrets of the intake, whsec_…, separated by commas, newest first"
    PULL_REQUEST_SECRETS = "Secrets of the webhook on GitHub, 16 characters or more each, separated by commas, newest first"
    LINK_KEYS            = "Keys of the links in mails: base64 of 32 bytes or more each, separated by commas, newest first"
    AGENT_TOKENS         = "backend=token, separated by commas; two of one backend are valid at once"
    SMTP_URL             = "Mail server, smtps://user:password@host"
    GITHUB_TOKEN         = "Token that reads pull requests and checks, and writes commit statuses"
    CHAT_WEBHOOK         = "Incoming webhook of the chat channel for announcements; one space where there is none"
    OPERATOR_TOKENS      = "operator=hash, separated by commas; the hash is the SHA-256 of the operator's token in hex; one space where nobody operates from elsewhere"
    EVENT_SECRETS        = "receiver=whsec_… of each receiver of events, separated by commas; two of one receiver both sign; one space where there is none"
  }
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
