import { sampleForm } from '#test/support/sample-submission.ts';
import { apiOperations } from '#doors/contracts/api/operations.ts';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';

/** How an operation is asked for so that it is done. */
export interface Recipe {
  path?: Record<string, string>;
  query?: string;
  body?: unknown;
  /** What later ones need of its answer. */
  afterwards?: (answer: Record<string, unknown>, all: Record<string, Recipe>) => void;
}

const local = { backend: 'local' };
const rq1 = { id: 'rq1' };
const measles = { workspace: 'measles' };
const why = { why: 'a test' };

/** In the order in which they are done. */
export function recipes(): Record<string, Recipe> {
  return {
    backends_list: {},
    roles_list: {},
    settings_show: {},
    backend_add: { body: { slug: 'north', pools: { default: 2 } } },
    backend_show: { path: { backend: 'north' } },
    backend_status: { path: local },
    backend_statistics: { path: local },
    backend_drain: { path: local, body: { ...why, mode: 'wait', minutes: 5 } },
    backend_pause: { path: local, body: why },
    backend_resume: { path: local },
    backend_maintenance: { path: local, body: why },
    backend_maintenance_over: { path: local },
    backend_raise: { path: { ...local, flag: 'pause' }, body: why },
    backend_lower: { path: { ...local, flag: 'pause' } },
    backend_remove: {
      path: { backend: 'north' },
      afterwards(_, all) {
        all['backend_remove'] = { path: local };
      },
    },
    dead_list: {},
    dead_replay_all: { body: {} },
    intake_close: { body: why },
    intake_open: {},
    intake_show: {},
    mails_list: {},
    operations_list: { query: '?since=2020-01-01T00:00:00Z&limit=5' },
    queue_list: {},
    releases_list: {},
    request_submit: { body: { form: sampleForm() } },
    requests_list: { query: '?status=queued&limit=1' },
    request_show: { path: rq1 },
    request_timeline: { path: rq1 },
    request_mails: {
      path: { id: 'rq2' },
      afterwards(answer, all) {
        const [first] = answer['mails'] as { key: string }[];
        all['mail_again'] = { path: { key: first?.key ?? 'nobody' } };
      },
    },
    mail_again: {},
    request_defer: { path: rq1, body: { release: '3.4.2', ...why } },
    requests_check: {},
    request_stop: { path: rq1, body: why },
    sign_in: {},
    sweep_now: {},
    sweep_show: {},
    token_make: { body: { holder: 'client.ci', permissions: ['backends.read'], everywhere: true } },
    token_rotate: { path: { holder: 'client.ci' } },
    token_revoke: { path: { token: 'client.ci.1' } },
    tokens_list: {},
    schedules_list: {},
    workspace_add: { body: { ...measles, repository: 'opensafely/measles', branch: 'main', purpose: 'how many', people: ['ruth'] } },
    workspace_show: { path: measles },
    workspaces_list: {},
    workspace_people: { path: measles, body: { add: [], remove: [] } },
    run_preview: { body: { ...measles, ...local, actions: ['run_all'] } },
    run_add: {
      body: { ...measles, ...local, actions: ['run_all'] },
      afterwards(answer, all) {
        const run = { run: String(answer['run']) };
        all['run_show'] = { path: run };
        all['run_cancel'] = { path: run, body: {} };
      },
    },
    run_show: {},
    runs_list: {},
    run_cancel: {},
    workspace_outcomes: { path: measles, query: '?backend=local' },
    workspace_archive: { path: measles, body: why },
    workspace_restore: { path: measles },
    audit_list: { query: '?limit=5' },
  };
}

/** What a performer said, and no answer has a field for. */
export function undocumented(operation: string, { facts = {}, rows = [] }: OperationAnswer): string[] {
  const answer = apiOperations.find(({ name }) => name === operation)?.answer;
  if (answer === undefined) return [];
  const lists = Object.values(answer.lists);
  const of = Object.keys(facts).filter((name) => answer.others === undefined && !Object.hasOwn(answer.facts, name));
  const inRows = rows.filter((row) => !lists.some((fields) => Object.keys(row).every((name) => Object.hasOwn(fields, name))));
  return [...new Set([...of, ...inRows.map((row) => `one of ${Object.keys(row).join()}`)])];
}
