/** One story, in the document and in tests: a client asks for two actions, asks again, cancels one. Each is valid against its schema. */
const id = 'k4m2q7xwp3abcdef';
const commit = '3f9c1d0e5b7a48264c0d9e8f7a6b5c4d3e2f1a0b';

const job = {
  identifier: 'zq3vd2wexk5mtp4h',
  rap_id: id,
  backend: 'north',
  requires_db: true,
  action: 'make_dataset',
  run_command: 'ehrql:v1 generate-dataset analysis/dataset.py --output output/dataset.csv.gz',
  status: 'running',
  status_code: 'executing',
  status_message: 'At work',
  created_at: '2026-09-01T08:00:00Z',
  updated_at: '2026-09-01T08:00:07Z',
  started_at: '2026-09-01T08:00:02Z',
  completed_at: null,
  trace_context: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  metrics: { cpu_peak: 84.5, mem_mb_peak: 1204 },
};

export const asks = {
  create: {
    rap_id: id,
    backend: 'north',
    workspace: 'asthma-reviews',
    repo_url: 'https://github.com/example-org/asthma-reviews',
    branch: 'main',
    commit,
    database_name: 'default',
    requested_actions: ['make_dataset', 'describe'],
    codelists_ok: true,
    force_run_dependencies: false,
    created_by: 'sam',
    project: 'asthma',
    orgs: ['example-university'],
    analysis_scope: { dataset_permissions: ['ukrr'], population_permissions: [], component_access: [] },
  },
  createWithoutScope: {
    rap_id: id,
    backend: 'north',
    workspace: 'asthma-reviews',
    repo_url: 'https://github.com/example-org/asthma-reviews',
    branch: 'main',
    commit,
    database_name: 'default',
    requested_actions: ['run_all'],
    codelists_ok: true,
    force_run_dependencies: true,
    created_by: 'sam',
    project: 'asthma',
    orgs: [],
    analysis_scope: null,
  },
  status: { rap_ids: [id, 'aaaabbbbccccdddd'] },
  statusOfNone: { rap_ids: [] },
  cancel: { rap_id: id, actions: ['describe'] },
} as const;

export const answers = {
  backends: {
    backends: [
      {
        slug: 'north',
        last_seen: '2026-09-01T08:00:09.125000Z',
        paused: { status: 'off', since: null },
        db_maintenance: { status: 'on', since: '2026-09-01T02:00:00.000000Z', type: 'scheduled' },
      },
      {
        slug: 'south',
        last_seen: null,
        paused: { status: 'on', since: '2026-08-31T17:30:00.000000Z' },
        db_maintenance: { status: 'off', since: null, type: null },
      },
    ],
  },
  created: { result: 'Success', details: '2 jobs made, with what they need', rap_id: id, count: 2 },
  unchanged: { result: 'No change', details: 'This request was made before and has 2 jobs', rap_id: id, count: 2 },
  nothing: { result: 'Nothing to do', details: 'Every action waits or runs already', rap_id: id, count: 0 },
  status: {
    jobs: [
      job,
      {
        ...job,
        identifier: 'b5xg6ovq2nchwa7r',
        requires_db: false,
        action: 'describe',
        run_command: 'python:v2 analysis/describe.py',
        status: 'pending',
        status_code: 'waiting_on_dependencies',
        status_message: 'Waiting for the jobs that it needs',
        updated_at: null,
        started_at: null,
        trace_context: null,
        metrics: {},
      },
    ],
    unrecognised_rap_ids: ['aaaabbbbccccdddd'],
  },
  statusOfNone: { jobs: [], unrecognised_rap_ids: [] },
  cancelled: { result: 'Success', details: '1 action is cancelled, or was over before', count: 1 },
} as const;

export const refusals = {
  invalid: {
    error: 'Validation error',
    details: 'commit must be a whole commit: 40 characters, each one of 0–9 and a–f',
    code: 'validation_error',
  },
  notCreated: {
    error: 'Error creating jobs',
    details: 'The plan has no action named tidy',
    code: 'jobs_not_created',
    rap_id: id,
  },
  inconsistent: {
    error: 'Inconsistent request data',
    details: 'This id was used before for another commit',
    code: 'inconsistent_request',
    rap_id: id,
  },
  noToken: { error: 'Unauthorized', details: 'No token provided', code: 'unauthorized' },
  wrongToken: { error: 'Unauthorized', details: 'Invalid token', code: 'unauthorized' },
  unknownRun: { error: 'RAP not found', details: `There is no request ${id}`, code: 'run_not_found', rap_id: id },
  unknownActions: {
    error: 'Jobs not found',
    details: 'The request has no action tidy: nothing was cancelled',
    code: 'actions_not_found',
    rap_id: id,
    not_found: ['tidy'],
  },
} as const;
