output "functions_url" {
  description = "Base address of the functions; people and programs use the hosting's address instead."
  value       = local.functions_url
}

output "service_accounts" {
  description = "Function → the account that it is. Share the approval sheet with those of update-sheet and reconcile-sheet, as editors."
  value       = { for name, account in google_service_account.function : name => account.email }
}

output "secret_ids" {
  description = "Name in the environment → secret to add versions to."
  value       = merge({ for name, secret in google_secret_manager_secret.main : name => secret.secret_id }, { (local.settings_secret) = google_secret_manager_secret.settings.secret_id })
}

output "bundles" {
  description = "Function → the bundle that it runs; an older one is still in the bucket."
  value       = { for name, object in google_storage_bucket_object.bundle : name => "gs://${object.bucket}/${object.name}" }
}

output "output_bucket" {
  description = "Where the runs' output is kept."
  value       = google_storage_bucket.outputs.name
}
