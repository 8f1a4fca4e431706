# One queue per kind of effect, named as its function (queue-table.tf.json). rate: tasks started per second. concurrency: under way at once.
# attempts: then the task is dead. Back-off in seconds.
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
