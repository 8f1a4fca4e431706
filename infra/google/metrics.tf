# Log-based metrics. The messages are those that the code writes: test/unit/infra looks for each in the sources.
locals {
  metrics = {
    dead_letters = {
      about    = "Effects and tasks that were given up"
      messages = ["effect given up", "task given up", "dead letters wait"]
    }
    sweep_found_work = {
      about    = "Sweeps that found what should have happened by itself"
      messages = ["sweep found work"]
    }
    sweep_failed = {
      about    = "Lost work that the sweep could not take up either"
      messages = ["sweep could not help"]
    }
    clocks_breached = {
      about    = "Answers that were not given in the promised time"
      messages = ["clock breached"]
    }
    runs_lost = {
      about    = "Runs whose end nobody knows"
      messages = ["run lost", "unknown state of an operation"]
    }
    backend_silent = {
      about    = "Backup servers that do not answer"
      messages = ["executor cannot be asked"]
    }
    callers_refused = {
      about    = "Calls without the proof that their function wants"
      messages = ["caller refused", "webhook refused"]
    }
    pages_failed = {
      about    = "Functions that ended in an error that nobody foresaw"
      messages = ["function failed"]
    }
    sheet_repaired = {
      about    = "Rows of the approval sheet that people deleted, copied or typed over"
      messages = ["sheet has duplicate rows", "sheet was repaired", "sheet could not be reconciled"]
    }
  }
}

resource "google_logging_metric" "main" {
  for_each = local.metrics

  name        = "rehearsal_${each.key}"
  description = each.value.about
  filter      = "resource.type=\"cloud_run_revision\" AND (${join(" OR ", [for message in each.value.messages : "jsonPayload.message=\"${message}\""])})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    labels {
      key         = "function"
      value_type  = "STRING"
      description = "Who wrote it"
    }
  }

  label_extractors = {
    function = "EXTRACT(resource.labels.service_name)"
  }

  depends_on = [google_project_service.main]
}

# B6: what each sweep found, as a figure to draw: the code writes it each time, all zero when nothing was lost.
resource "google_logging_metric" "sweep_figures" {
  for_each = toset(["effects", "turns", "dead"])

  name            = "rehearsal_sweep_${each.key}"
  description     = "What a sweep found: ${each.key}"
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.message=\"sweep done\""
  value_extractor = "EXTRACT(jsonPayload.${each.key})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
  }

  depends_on = [google_project_service.main]
}

# X8: how long effects waited after they were due, and how long their last attempt took, in milliseconds, by kind.
resource "google_logging_metric" "effect_figures" {
  for_each = toset(["waitedMs", "tookMs"])

  name            = "rehearsal_effect_${lower(trimsuffix(each.key, "Ms"))}_ms"
  description     = "Of effects that were done: ${each.key}"
  filter          = "resource.type=\"cloud_run_revision\" AND jsonPayload.message=\"effect done\""
  value_extractor = "EXTRACT(jsonPayload.${each.key})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "ms"
    labels {
      key         = "kind"
      value_type  = "STRING"
      description = "Kind of effect"
    }
  }

  label_extractors = {
    kind = "EXTRACT(jsonPayload.kind)"
  }

  bucket_options {
    exponential_buckets {
      num_finite_buckets = 40
      growth_factor      = 1.6
      scale              = 1
    }
  }

  depends_on = [google_project_service.main]
}
