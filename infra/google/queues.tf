# shared/contracts/tasks.ts says the same: test/unit/infra holds the two together. One queue per kind of effect, named as its function.
locals {
  # rate: tasks started per second. concurrency: under way at once. attempts: then the task is dead. Back-off in seconds.
  queues = {
    send-mail     = { rate = 20, concurrency = 4, attempts = 10, min_backoff = 1, max_backoff = 300 }
    check-gates   = { rate = 50, concurrency = 10, attempts = 10, min_backoff = 1, max_backoff = 300 }
    keep-clock    = { rate = 50, concurrency = 10, attempts = 10, min_backoff = 1, max_backoff = 300 }
    keep-calendar = { rate = 50, concurrency = 1, attempts = 10, min_backoff = 1, max_backoff = 300 }
    offer-turn    = { rate = 50, concurrency = 1, attempts = 10, min_backoff = 1, max_backoff = 300 }
    deploy-branch = { rate = 50, concurrency = 10, attempts = 10, min_backoff = 1, max_backoff = 300 }
    run-job       = { rate = 50, concurrency = 10, attempts = 10, min_backoff = 1, max_backoff = 300 }
    update-pull-request = { rate = 5, concurrency = 1, attempts = 10, min_backoff = 1, max_backoff = 300 }
    update-sheet  = { rate = 20, concurrency = 20, attempts = 10, min_backoff = 1, max_backoff = 300 }
    announce-event = { rate = 10, concurrency = 10, attempts = 20, min_backoff = 1, max_backoff = 3600 }
  }
}

resource "google_cloud_tasks_queue" "main" {
  for_each = local.queues

  name     = each.key
  location = var.region

  rate_limits {
    max_dispatches_per_second = each.value.rate
    max_concurrent_dispatches = each.value.concurrency
  }

  retry_config {
    max_attempts = each.value.attempts
    min_backoff  = "${each.value.min_backoff}s"
    max_backoff  = "${each.value.max_backoff}s"
    # 1, 2, 4 … s up to max_backoff: only the number of attempts ends it.
    max_doublings = 12
  }

  # Failed and refused attempts are found in the functions' own log; a tenth of the queue's is enough to see that it moves.
  stackdriver_logging_config {
    sampling_ratio = 0.1
  }

  depends_on = [google_project_service.main]
}
