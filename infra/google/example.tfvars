# Copy to rehearsal.auto.tfvars, which is not committed.
project_id      = "your-project"
region          = "europe-west1"
billing_account = "000000-000000-000000"
alert_emails    = ["you@example.org"]
