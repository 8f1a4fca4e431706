# function-table.tf.json says which functions there are. timeout: seconds. memory: MiB. instances × concurrency is the most calls at once.
# event_documents: function → the documents whose creation calls it.
locals {
  public_functions   = [for name, one in local.functions : name if one.trigger == "public"]
  internal_functions = [for name, one in local.functions : name if one.trigger != "public"]

  # Where every function answers, as <this>/<its name>: target and audience of tasks and schedules.
  functions_url = "https://${var.region}-${var.project_id}.cloudfunctions.net"

  environment = {
    GOOGLE_CLOUD_PROJECT      = var.project_id
    REHEARSAL_DATABASE        = google_firestore_database.main.name
    REHEARSAL_SETTINGS        = "${local.settings_folder}/settings.json"
    REHEARSAL_LOCATION        = var.region
    FUNCTIONS_URL             = local.functions_url
    TASKS_SERVICE_ACCOUNT     = google_service_account.tasks.email
    SCHEDULER_SERVICE_ACCOUNT = google_service_account.scheduler.email
    OUTPUT_BUCKET             = google_storage_bucket.outputs.name
  }
}

resource "google_cloudfunctions2_function" "main" {
  for_each = local.functions

  name     = each.key
  location = var.region

  build_config {
    runtime           = "nodejs24"
    entry_point       = each.key
    service_account   = google_service_account.builder.id
    docker_repository = google_artifact_registry_repository.functions.id

    source {
      storage_source {
        bucket = google_storage_bucket.bundles.name
        object = google_storage_bucket_object.bundle[each.key].name
      }
    }

    # Security patches of Node and the system come in without a new deployment.
    automatic_update_policy {}
  }

  service_config {
    service_account_email = google_service_account.function[each.key].email
    ingress_settings      = each.value.trigger == "public" ? "ALLOW_ALL" : var.internal_ingress
    timeout_seconds       = each.value.timeout
    available_memory      = "${each.value.memory}Mi"
    # More than one call at once wants a whole CPU, and so does a quick cold start.
    available_cpu                    = "1"
    min_instance_count               = 0
    max_instance_count               = each.value.instances
    max_instance_request_concurrency = each.value.concurrency
    all_traffic_on_latest_revision   = true

    # A function's tokens must be meant for itself: the audience is its own address.
    environment_variables = {
      for name in concat(local.common_environment, each.value.environment) :
      name => name == "CALLER_AUDIENCE" ? "${local.functions_url}/${each.key}" : local.environment[name]
    }

    dynamic "secret_environment_variables" {
      for_each = toset(each.value.secrets)
      content {
        key        = secret_environment_variables.value
        project_id = var.project_id
        secret     = google_secret_manager_secret.main[secret_environment_variables.value].secret_id
        version    = lookup(var.secret_versions, secret_environment_variables.value, "latest")
      }
    }

    secret_volumes {
      mount_path = local.settings_folder
      project_id = var.project_id
      secret     = google_secret_manager_secret.settings.secret_id
      versions {
        version = lookup(var.secret_versions, local.settings_secret, "latest")
        path    = "settings.json"
      }
    }
  }

  # A new version of a request rings; the outbox says what is to be done.
  dynamic "event_trigger" {
    for_each = each.value.trigger == "event" ? [each.key] : []
    content {
      trigger_region        = var.region
      event_type            = "google.cloud.firestore.document.v1.created"
      retry_policy          = "RETRY_POLICY_RETRY"
      service_account_email = google_service_account.events.email
      event_filters {
        attribute = "database"
        value     = google_firestore_database.main.name
      }
      event_filters {
        attribute = "document"
        value     = local.event_documents[event_trigger.value]
        operator  = "match-path-pattern"
      }
    }
  }

  # A first instance must be able to read its secrets and its data, or the deployment counts as failed.
  depends_on = [
    google_project_service.main,
    google_project_iam_member.builder,
    google_project_iam_member.events,
    google_project_iam_member.database,
    google_secret_manager_secret_iam_member.main,
    google_secret_manager_secret_iam_member.settings,
  ]
}
