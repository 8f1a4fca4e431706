import { FAKE_COMMIT } from './fake-plan.ts';
import type { Json } from './job-server.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
let made = 0;

/** A new one each time. */
export function newRapId(): string {
  made += 1;
  return [...String(made).padStart(16, '0')].map((digit) => ALPHABET[Number(digit)] ?? 'a').join('');
}

/** As job-server sends it, in its order. */
export function asked(more: Json = {}): Json {
  return {
    rap_id: newRapId(),
    backend: 'north',
    workspace: 'asthma',
    repo_url: 'https://github.com/example-org/study',
    branch: 'main',
    commit: FAKE_COMMIT,
    database_name: 'default',
    requested_actions: ['make_dataset'],
    codelists_ok: true,
    force_run_dependencies: false,
    created_by: 'sam',
    project: 'asthma',
    orgs: ['uni'],
    analysis_scope: {},
    ...more,
  };
}
