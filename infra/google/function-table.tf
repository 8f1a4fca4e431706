# shared/contracts/functions.ts says the same: test/unit/infra holds the two together.
locals {
  # What every function reads.
  common_environment = ["GOOGLE_CLOUD_PROJECT", "REHEARSAL_DATABASE", "REHEARSAL_SETTINGS"]

  # timeout: seconds. memory: MiB. instances × concurrency is the most calls at once.
  functions = {
    receive-request = {
      trigger     = "public"
      timeout     = 30
      memory      = 256
      instances   = 5
      concurrency = 20
      environment = []
      secrets     = ["WEBHOOK_SECRETS", "LINK_KEYS"]
    }
    receive-pull-request-event = {
      trigger     = "public"
      timeout     = 30
      memory      = 256
      instances   = 5
      concurrency = 20
      environment = ["REHEARSAL_LOCATION", "FUNCTIONS_URL", "TASKS_SERVICE_ACCOUNT"]
      secrets     = ["PULL_REQUEST_SECRETS"]
    }
    follow-link = {
      trigger     = "public"
      timeout     = 60
      memory      = 256
      instances   = 5
      concurrency = 20
      environment = []
      secrets     = ["LINK_KEYS", "OPERATOR_TOKENS", "GITHUB_TOKEN"]
    }
    serve-pages = {
      trigger     = "public"
      timeout     = 30
      memory      = 256
      instances   = 5
      concurrency = 20
      environment = ["OUTPUT_BUCKET"]
      secrets     = ["LINK_KEYS", "OPERATOR_TOKENS"]
    }
    # An agent's poll waits in here for up to 25 s, so many wait in one instance.
    serve-agent = {
      trigger     = "public"
      timeout     = 60
      memory      = 256
      instances   = 3
      concurrency = 80
      environment = ["OUTPUT_BUCKET"]
      secrets     = ["AGENT_TOKENS"]
    }
    # Operators' programs. A sweep that is ordered takes as long as one that comes by itself.
    serve-operations = {
      trigger     = "public"
      timeout     = 300
      memory      = 512
      instances   = 1
      concurrency = 5
      environment = ["REHEARSAL_LOCATION", "FUNCTIONS_URL", "TASKS_SERVICE_ACCOUNT"]
      secrets     = ["OPERATOR_TOKENS", "LINK_KEYS"]
    }
    dispatch-effect = {
      trigger     = "event"
      timeout     = 60
      memory      = 256
      instances   = 5
      concurrency = 10
      environment = ["REHEARSAL_LOCATION", "FUNCTIONS_URL", "CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT"]
      secrets     = []
    }
    send-mail = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 2
      concurrency = 4
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = ["SMTP_URL", "LINK_KEYS"]
    }
    check-gates = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 2
      concurrency = 10
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = ["GITHUB_TOKEN"]
    }
    keep-clock = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 1
      concurrency = 10
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = []
    }
    # One at a time: it goes through a release page by page.
    keep-calendar = {
      trigger     = "task"
      timeout     = 300
      memory      = 256
      instances   = 1
      concurrency = 1
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = []
    }
    offer-turn = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 1
      concurrency = 1
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = []
    }
    deploy-branch = {
      trigger     = "task"
      timeout     = 300
      memory      = 256
      instances   = 2
      concurrency = 10
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = ["GITHUB_TOKEN", "CHAT_WEBHOOK"]
    }
    run-job = {
      trigger     = "task"
      timeout     = 300
      memory      = 256
      instances   = 2
      concurrency = 10
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL", "OUTPUT_BUCKET"]
      secrets     = ["GITHUB_TOKEN"]
    }
    # One instance: it writes what comes within two seconds as one batch, and keeps its pace towards Google Sheets in memory.
    update-sheet = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 1
      concurrency = 20
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT"]
      secrets     = []
    }
    reconcile-sheet = {
      trigger     = "schedule"
      timeout     = 300
      memory      = 256
      instances   = 1
      concurrency = 1
      environment = ["CALLER_AUDIENCE", "SCHEDULER_SERVICE_ACCOUNT"]
      secrets     = []
    }
    announce-event = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 2
      concurrency = 10
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = ["CHAT_WEBHOOK", "EVENT_SECRETS"]
    }
    # One call at a time: two at once could both find no comment yet, and both make one.
    update-pull-request = {
      trigger     = "task"
      timeout     = 60
      memory      = 256
      instances   = 1
      concurrency = 1
      environment = ["CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "REHEARSAL_LOCATION", "FUNCTIONS_URL"]
      secrets     = ["GITHUB_TOKEN"]
    }
    sweep = {
      trigger     = "schedule"
      timeout     = 300
      memory      = 512
      instances   = 1
      concurrency = 1
      environment = ["REHEARSAL_LOCATION", "FUNCTIONS_URL", "CALLER_AUDIENCE", "TASKS_SERVICE_ACCOUNT", "SCHEDULER_SERVICE_ACCOUNT"]
      secrets     = []
    }
  }

  public_functions   = [for name, one in local.functions : name if one.trigger == "public"]
  internal_functions = [for name, one in local.functions : name if one.trigger != "public"]
}
