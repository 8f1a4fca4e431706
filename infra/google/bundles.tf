# `npm run bundle` makes dist/<function>/: one plain-JavaScript file and a package.json.
data "archive_file" "bundle" {
  for_each    = local.functions
  type        = "zip"
  source_dir  = "${path.module}/../../dist/${each.key}"
  output_path = "${path.module}/.bundles/${each.key}.zip"
}

resource "google_storage_bucket" "bundles" {
  name                        = "${var.project_id}-rehearsal-bundles"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

# Named by content: another bundle is another object and a new revision; the same bundle changes nothing.
resource "google_storage_bucket_object" "bundle" {
  for_each = local.functions
  name     = "${each.key}/${data.archive_file.bundle[each.key].output_sha256}.zip"
  bucket   = google_storage_bucket.bundles.name
  source   = data.archive_file.bundle[each.key].output_path
}

# The images that are built of the bundles.
resource "google_artifact_registry_repository" "functions" {
  repository_id = "rehearsal-functions"
  location      = var.region
  format        = "DOCKER"
  description   = "Images of Rehearsal's functions"

  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }
  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.main]
}
