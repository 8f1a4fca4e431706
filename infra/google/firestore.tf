resource "google_firestore_database" "main" {
  name        = var.database
  location_id = var.region
  type        = "FIRESTORE_NATIVE"

  # Readers of a transaction hold their documents until it ends: 20 writers on one document take turns instead of starting over.
  concurrency_mode = "PESSIMISTIC"

  # Any minute of the last seven days can be had back.
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = "DELETE_PROTECTION_ENABLED"
  deletion_policy                   = "ABANDON"

  depends_on = [google_project_service.main]
}

resource "google_firestore_backup_schedule" "daily" {
  database  = google_firestore_database.main.name
  retention = "604800s" # 7 days

  daily_recurrence {}
}

resource "google_firestore_backup_schedule" "weekly" {
  database  = google_firestore_database.main.name
  retention = "8467200s" # 14 weeks, the longest there is

  weekly_recurrence {
    day = "SUNDAY"
  }
}

# X5: clients reach nothing.
resource "google_firebaserules_ruleset" "firestore" {
  source {
    files {
      name    = "firestore.rules"
      content = file("${path.module}/../../firestore.rules")
    }
  }

  depends_on = [google_firestore_database.main]
}

resource "google_firebaserules_release" "firestore" {
  name         = var.database == "(default)" ? "cloud.firestore" : "cloud.firestore/${var.database}"
  ruleset_name = google_firebaserules_ruleset.firestore.name
}

locals {
  # Generated from what the rooms declare (functions/wiring/collections.ts), for the Firebase CLI and for here.
  index_file = jsondecode(file("${path.module}/../../firestore.indexes.json"))

  indexes = { for one in local.index_file.indexes : join(" ", concat([one.collectionGroup, one.queryScope], [for field in one.fields : "${field.fieldPath}:${try(field.order, field.arrayConfig)}"])) => one }
  fields  = { for one in local.index_file.fieldOverrides : "${one.collectionGroup} ${one.fieldPath}" => one }

  # Their `retention` says the same. Documents in these collections carry `expireAt` once they are over.
  expiring_collections = ["outbox", "agentTasks", "inbox", "links", "quotas", "digests", "mailDigests", "notices", "keptCalls"]
}

resource "google_firestore_index" "main" {
  for_each    = local.indexes
  database    = google_firestore_database.main.name
  collection  = each.value.collectionGroup
  query_scope = each.value.queryScope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path   = fields.value.fieldPath
      order        = try(fields.value.order, null)
      array_config = try(fields.value.arrayConfig, null)
    }
  }
}

# What is listed replaces the indexes that a field has of itself: none at all for the text of a document.
resource "google_firestore_field" "main" {
  for_each   = local.fields
  database   = google_firestore_database.main.name
  collection = each.value.collectionGroup
  field      = each.value.fieldPath

  index_config {
    dynamic "indexes" {
      for_each = each.value.indexes
      content {
        order       = indexes.value.order
        query_scope = indexes.value.queryScope
      }
    }
  }
}

# Deletes what is over, within a day or so of its time. An index on a field that only grows would be a hot spot, and nobody asks for it.
resource "google_firestore_field" "expiry" {
  for_each   = toset(local.expiring_collections)
  database   = google_firestore_database.main.name
  collection = each.key
  field      = "expireAt"

  ttl_config {}
  index_config {}
}
