# What each function may do: function → where → role → why. shared/contracts/roles.ts tells what it needs; the two are held together by
# test/unit/infra. Reading its own secrets follows from the function table. Where: `database` its data; `queues` the queues that it puts
# tasks into; `tasks_account` the account that those tasks speak for; `outputs` the bucket of outputs; `backend_project`,
# `dataflow_workers` and `dataflow_buckets` the backup servers'.
locals {
  grants = {
    receive-request = {
      database = { "roles/datastore.user" = "stores requests, what came by webhook and quotas" }
    }
    receive-pull-request-event = {
      database      = { "roles/datastore.user" = "keeps each delivery, and the looks that it asks for" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the tasks of those looks" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    follow-link = {
      database = { "roles/datastore.user" = "reads requests, saves what a link's reader decided" }
    }
    serve-pages = {
      database = { "roles/datastore.viewer" = "shows requests, changes none" }
      outputs  = { "roles/storage.objectViewer" = "shows what the runs wrote" }
    }
    serve-agent = {
      database = { "roles/datastore.user" = "hands out agents' tasks and saves their news" }
      outputs = {
        "roles/storage.objectCreator" = "keeps the output that agents send"
        "roles/storage.objectViewer"  = "compares a chunk that came twice, and reads what a run wrote"
      }
    }
    serve-operations = {
      database      = { "roles/datastore.user" = "replays dead letters, switches intake, sweeps" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the tasks of what is taken up again" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    dispatch-effect = {
      database      = { "roles/datastore.viewer" = "reads what a version asked for" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes one task for each effect" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    send-mail = {
      database      = { "roles/datastore.user" = "leases the effect, keeps the ledger of mails" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of a mail that waits for the end of quiet hours" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    check-gates = {
      database      = { "roles/datastore.user" = "leases the effect, saves the state of the gates" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of the next look" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    keep-clock = {
      database      = { "roles/datastore.user" = "reads the clock, saves what was told and what comes of it" }
      queues        = { "roles/cloudtasks.enqueuer" = "asks to be woken at the next rung" }
      tasks_account = { "roles/iam.serviceAccountUser" = "that task speaks for the tasks' account" }
    }
    keep-calendar = {
      database      = { "roles/datastore.user" = "cuts the requests of a release, keeps what was told to whom" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of the next page" }
      tasks_account = { "roles/iam.serviceAccountUser" = "that task speaks for the tasks' account" }
    }
    offer-turn = {
      database      = { "roles/datastore.user" = "leases the effect, gives a backend to the first in the queue" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of the offer after a freeze" }
      tasks_account = { "roles/iam.serviceAccountUser" = "that task speaks for the tasks' account" }
    }
    deploy-branch = {
      database        = { "roles/datastore.user" = "leases the effect, saves the steps of the deployment" }
      queues          = { "roles/cloudtasks.enqueuer" = "makes the task of the next look" }
      tasks_account   = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
      backend_project = { "roles/cloudbuild.builds.editor" = "runs, watches and cancels the deployment's Cloud Build trigger" }
    }
    run-job = {
      database      = { "roles/datastore.user" = "leases the effect, saves the states of the run" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of the next look" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
      outputs = {
        "roles/storage.objectUser" = "keeps the output of Dataflow's jobs, reads what a run wrote, and removes it when its time is over"
      }
      backend_project  = { "roles/dataflow.developer" = "launches, watches and cancels Dataflow's jobs" }
      dataflow_workers = { "roles/iam.serviceAccountUser" = "the jobs that it launches run as that account" }
      dataflow_buckets = { "roles/storage.objectViewer" = "reads the template that it launches" }
    }
    # The sheet itself is shared with the function's account by hand: no role reaches into a document.
    update-sheet = {
      database = { "roles/datastore.user" = "leases the effect, reads the request that the rows are made of" }
    }
    # It too must be given the sheet by hand.
    reconcile-sheet = {
      database = { "roles/datastore.viewer" = "reads the requests that the rows are made of" }
    }
    announce-event = {
      database      = { "roles/datastore.user" = "leases the effect, keeps each channel's budget" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of what waits for its channel" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    update-pull-request = {
      database      = { "roles/datastore.user" = "leases the effect, reads the requests of the pull request" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the task of what was outrun" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
    sweep = {
      database      = { "roles/datastore.user" = "takes up what was promised and not done" }
      queues        = { "roles/cloudtasks.enqueuer" = "makes the lost tasks again" }
      tasks_account = { "roles/iam.serviceAccountUser" = "its tasks speak for that account" }
    }
  }
}
