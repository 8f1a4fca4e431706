# Who a function is: an account of its own, with what grants.tf gives it and nothing else.
resource "google_service_account" "function" {
  for_each     = local.functions
  account_id   = "fn-${each.key}"
  display_name = "Rehearsal: the function ${each.key}"
}

# Whom the tasks' tokens speak for. Task functions believe this account alone.
resource "google_service_account" "tasks" {
  account_id   = "rehearsal-tasks"
  display_name = "Rehearsal: caller of the task functions"
}

resource "google_service_account" "scheduler" {
  account_id   = "rehearsal-scheduler"
  display_name = "Rehearsal: caller of the scheduled functions"
}

resource "google_service_account" "events" {
  account_id   = "rehearsal-events"
  display_name = "Rehearsal: caller of the event functions"
}

resource "google_service_account" "builder" {
  account_id   = "rehearsal-builder"
  display_name = "Rehearsal: builds the functions' images"
}

# Only these may call a function; a binding names them all, so that whoever was added by hand is taken out again.
resource "google_cloud_run_v2_service_iam_binding" "invokers" {
  for_each = local.functions

  name     = google_cloudfunctions2_function.main[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  members  = [local.callers[each.value.trigger]]
}

locals {
  # Trigger → who calls.
  callers = {
    public   = "allUsers"
    task     = google_service_account.tasks.member
    schedule = google_service_account.scheduler.member
    event    = google_service_account.events.member
  }
}

# Role → why, of the accounts that are no function.
locals {
  builder_roles = {
    "roles/logging.logWriter"       = "writes the log of each build"
    "roles/artifactregistry.writer" = "stores the images that it builds"
    "roles/storage.objectViewer"    = "reads the bundles that it builds from"
  }
  worker_roles = {
    "roles/storage.objectUser" = "Dataflow's workers write a job's results where drive-operation reads them, by way of temporary files"
  }
  event_roles = {
    "roles/eventarc.eventReceiver" = "receives Firestore's events for the trigger"
  }
}

resource "google_project_iam_member" "builder" {
  for_each = local.builder_roles
  project  = var.project_id
  role     = each.key
  member   = google_service_account.builder.member

  # Google's copies of the bundles lie in a bucket of its own making, so it reads every bucket but that of the outputs.
  dynamic "condition" {
    for_each = each.key == "roles/storage.objectViewer" ? [each.value] : []
    content {
      title       = "not-the-outputs"
      description = condition.value
      expression  = "!resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.outputs.name}/\") && resource.name != \"projects/_/buckets/${google_storage_bucket.outputs.name}\""
    }
  }
}

resource "google_project_iam_member" "events" {
  for_each = local.event_roles
  project  = var.project_id
  role     = each.key
  member   = google_service_account.events.member
}
