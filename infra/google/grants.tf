# The grants of grant-table.tf.json, each as narrow as the service allows.
locals {
  scopes = ["database", "queues", "tasks_account", "outputs", "backend_project", "dataflow_workers", "dataflow_buckets"]

  # Where → "function role" → one grant.
  granted = {
    for scope in local.scopes : scope => merge([
      for name, places in local.grants : {
        for role, why in try(places[scope], {}) : "${name} ${role}" => { function = name, role = role, why = why }
      }
    ]...)
  }

  # A function that performs effects asks for its own next look, and fills what also_fills says; the others dispatch every kind.
  queues_of  = { for name in keys(local.functions) : name => contains(keys(local.queues), name) ? concat([name], lookup(local.also_fills, name, [])) : keys(local.queues) }

  queue_grants = merge([
    for key, grant in local.granted.queues : { for queue in local.queues_of[grant.function] : "${key} ${queue}" => merge(grant, { queue = queue }) }
  ]...)
  worker_grants = merge([
    for key, grant in local.granted.dataflow_workers : { for account in var.dataflow_worker_accounts : "${key} ${account}" => merge(grant, { account = account }) }
  ]...)
  dataflow_bucket_grants = merge([
    for key, grant in local.granted.dataflow_buckets : { for bucket in var.dataflow_buckets : "${key} ${bucket}" => merge(grant, { bucket = bucket }) }
  ]...)
  worker_output_grants = merge([
    for role, why in local.worker_roles : { for account in var.dataflow_worker_accounts : "${account} ${role}" => { account = account, role = role, why = why } }
  ]...)
  secret_grants = merge([
    for name, one in local.functions : { for secret in one.secrets : "${name} ${secret}" => { function = name, secret = secret } }
  ]...)
}

# Firestore knows no roles on a database: the condition keeps it to this one, and its description keeps the reason.
resource "google_project_iam_member" "database" {
  for_each = local.granted.database
  project  = var.project_id
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member

  condition {
    title       = "rehearsal-database"
    description = each.value.why
    expression  = "resource.name == \"projects/${var.project_id}/databases/${google_firestore_database.main.name}\""
  }
}

resource "google_cloud_tasks_queue_iam_member" "main" {
  for_each = local.queue_grants
  name     = google_cloud_tasks_queue.main[each.value.queue].name
  location = var.region
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member
}

resource "google_service_account_iam_member" "tasks" {
  for_each           = local.granted.tasks_account
  service_account_id = google_service_account.tasks.name
  role               = each.value.role
  member             = google_service_account.function[each.value.function].member
}

resource "google_storage_bucket_iam_member" "outputs" {
  for_each = local.granted.outputs
  bucket   = google_storage_bucket.outputs.name
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member
}

resource "google_storage_bucket_iam_member" "workers" {
  for_each = local.worker_output_grants
  bucket   = google_storage_bucket.outputs.name
  role     = each.value.role
  member   = "serviceAccount:${each.value.account}"
}

# A function reads the secrets that its row names, and no other's.
resource "google_secret_manager_secret_iam_member" "main" {
  for_each  = local.secret_grants
  secret_id = google_secret_manager_secret.main[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function[each.value.function].member
}

resource "google_secret_manager_secret_iam_member" "settings" {
  for_each  = local.functions
  secret_id = google_secret_manager_secret.settings.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function[each.key].member
}

resource "google_project_iam_member" "backend" {
  for_each = var.backend_project_id == null ? {} : local.granted.backend_project
  project  = var.backend_project_id
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member
}

resource "google_service_account_iam_member" "dataflow_workers" {
  for_each           = local.worker_grants
  service_account_id = "projects/${var.backend_project_id}/serviceAccounts/${each.value.account}"
  role               = each.value.role
  member             = google_service_account.function[each.value.function].member
}

resource "google_storage_bucket_iam_member" "dataflow_buckets" {
  for_each = local.dataflow_bucket_grants
  bucket   = each.value.bucket
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member
}
