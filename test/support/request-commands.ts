import { isLive } from '#contexts/operations/domain/run/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { gateNames, type Gate } from '#contexts/gates/domain/gates.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { contributor, details, person, system, type Ask } from '#test/support/given-request.ts';
import { ending } from '#test/support/request-steps.ts';
import { people } from '#test/support/sample-request.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

const actions: Action[] = [
  'confirm',
  'withdraw',
  'continue',
  'take_over',
  'supersede',
  'waive',
  'accept',
  'return',
  'reject',
  'assign',
  'defer',
  'answer',
  'approve',
  'rerun',
  'migration_fixes',
  'go_on',
  'object',
  'waive_word',
  'it_ran',
  'it_failed',
  'not_run',
  'data_mended',
  'false_alarm',
  'caused_by_change',
  'passed',
  'failed',
  'retry',
];

export function anybody(n: number): Actor {
  const all: Actor[] = [
    contributor,
    system,
    { kind: 'agent', backend: 'local' },
    { kind: 'agent', backend: 'backup' },
    person('stranger'),
    ...people.map(({ id }) => person(id)),
  ];
  return pick(all, n);
}

/** Whatever can be said, whether it makes sense or not. */
export function wild(state: RequestState, a: number, b: number, c: number): Ask {
  const fencing = c % 4;
  const runs = state.jobs.flatMap((job) => job.runs.map(({ id }) => id));
  const run = pick(runs.length > 0 ? runs : ['nobody-0-1'], b);
  const step = pick(['deploy', 'announce', 'build', 'look', 'smoke', 'nothing'], b);
  const question = b % (state.questions.length + 2);
  const commands: Ask[] = [
    { command: 'grant_turn', fencing },
    { command: 'record_test_ref', fencing, testRef: 'test-pr1-0000000', testSha: 'd'.repeat(40) },
    { command: 'start_deploy_step', fencing, step },
    { command: 'end_deploy_step', fencing, step, passed: c % 2 === 0, note: '' },
    { command: 'fail_deployment', fencing, why: 'it broke' },
    { command: 'record_related', related: [someRelated(b)] },
    { command: 'record_launch', run },
    { command: 'start_run', run, fencing },
    { command: 'end_run', run, fencing, ending: someEnding(c) },
    { command: 'cancel_confirmed', run },
    { command: 'lose_run', run, why: 'silence' },
    { command: 'undo', question },
    { command: 'stop', reason: 'it must not go on', operator: 'olga' },
    { command: 'waive_word', operator: 'olga', reason: 'it cannot wait' },
    {
      command: 'continue_at',
      to: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 12_345 + (c % 3) },
      operator: 'olga',
    },
    { command: 'give_way', to: 'older1', operator: 'olga' },
    { command: 'override_freeze', operator: 'olga', ...(c % 2 === 0 ? { reason: 'it cannot wait' } : {}) },
    { command: 'answer', question, action: pick(actions, c), details: someDetails(a) },
    { command: 'answer', question, action: pick(actions, c), details: details({ comment: ' ' }) },
    { command: 'record_gates', headSha: sha(c), gates: gates(b), ...(c % 3 === 0 ? { onlyRemoves: true } : {}) },
    { command: 'remind_production', release: '3.4.1', round: 1 + (b % 3) },
    { command: 'record_left_over', release: '3.4.1', files: ['CountTopicsJob'] },
  ];
  return pick(commands, a);
}

/** What a program or person who knows the state might do next. */
export function fittingCommands(state: RequestState, b: number, c: number): { ask: Ask; by: Actor }[] {
  const found: { ask: Ask; by: Actor }[] = [];
  const bySystem = (ask: Ask): number => found.push({ ask, by: system });
  const looked = state.status !== 'waiting_for_gates';
  if (!looked || b % 8 === 0)
    bySystem({ command: 'record_gates', headSha: looked || c % 5 === 0 ? sha(c) : (state.headSha ?? 'a'.repeat(40)), gates: gates(c) });
  if (state.status === 'queued') bySystem({ command: 'grant_turn', fencing: (state.turn?.fencing ?? 0) + 1 });
  if (c % 90 === 0) bySystem({ command: 'stop', reason: 'it must not go on', operator: 'olga' });
  for (const ask of [...turnCommands(state, b), ...runCommands(state, b, c)]) bySystem(ask);
  for (const question of state.questions) {
    if (question.state === 'open' && (questionKinds[question.kind].isOffer !== true || c % 60 === 0)) {
      const { asked } = questionKinds[question.kind];
      const offered = actionsFor(question.kind);
      const action = b % 4 > 0 ? (offered[0] ?? 'withdraw') : pick(offered, c);
      const who = asked[0] === 'contributor' ? contributor : person(pick(['grace', 'alan'], b));
      found.push({ ask: { command: 'answer', question: question.id, action, details: someDetails(c) }, by: who });
    } else if (question.kind === 'verdict' && question.answer !== undefined && b % 4 === 0) {
      found.push({ ask: { command: 'undo', question: question.id }, by: question.answer.by });
    }
  }
  return found.length > 0 ? found : [{ ask: { command: 'record_gates', headSha: sha(c), gates: gates(b) }, by: system }];
}

function turnCommands(state: RequestState, b: number): Ask[] {
  const { turn } = state;
  if (turn === undefined || turn.state === 'ended') return [];
  const { fencing } = turn;
  if (turn.state === 'preparing') {
    return [
      b % 9 === 0
        ? { command: 'fail_deployment', fencing, why: 'merge conflict' }
        : { command: 'record_test_ref', fencing, testRef: 'test-pr1-0000000', testSha: 'd'.repeat(40) },
    ];
  }
  const waiting = turn.steps.find(({ state: is }) => is === 'waiting');
  const going = turn.steps.filter(({ state: is }) => is === 'running');
  return [
    ...(waiting === undefined ? [] : [{ command: 'start_deploy_step', fencing, step: waiting.name } as const]),
    ...going.map(({ name }) => ({ command: 'end_deploy_step', fencing, step: name, passed: b % 8 !== 0, note: 'seen' }) as const),
  ];
}

function runCommands(state: RequestState, b: number, c: number): Ask[] {
  return state.jobs
    .flatMap((job) => job.runs.filter(isLive))
    .flatMap((run): Ask[] => {
      const end: Ask = { command: 'end_run', run: run.id, fencing: run.fencing, ending: someEnding(c) };
      const more: Ask[] = [
        { command: 'record_launch', run: run.id },
        { command: 'start_run', run: run.id, fencing: run.fencing },
        { command: 'cancel_confirmed', run: run.id },
      ];
      return [end, pick(more, b), ...(b % 12 === 0 ? [{ command: 'lose_run', run: run.id, why: 'silence' } as const] : [])];
    });
}

function someEnding(c: number): ReturnType<typeof ending> {
  return pick(
    [
      ending(),
      ending(),
      ending(),
      ending({ stdout: ['done', 'broken row 7'] }),
      ending({ stdout: [] }),
      ending({ stderr: ['Error: no'] }),
      ending({ exitCode: 1 }),
      ending({ cause: 'worker_lost', exitCode: null }),
      ending({ cause: 'cancelled', exitCode: null }),
      ending({ observable: false, stdout: [] }),
      ending({ stdout: ['done [TRUNCATED]'] }),
      ending({ cause: 'timed_out', exitCode: 0 }),
      ending({ cause: 'wrong_version', exitCode: null, stdout: [] }),
    ],
    c,
  );
}

function someDetails(c: number): ReturnType<typeof details> {
  return pick(
    [
      details(),
      details({ overrideReason: 'it is as wanted' }),
      details({ backend: 'backup' }),
      details({ backend: 'local' }),
      details({ release: '3.4.2' }),
      details({ assignee: 'alan' }),
      details({ assignee: 'ada' }),
      details({ edits: { expectedOutput: [{ step: 'a', lines: [] }] } }),
    ],
    c,
  );
}

function someRelated(n: number): Related {
  return {
    requestId: `other${n % 30}`,
    about: ['job:CountTopicsJob'],
    code: 'oppia/oppia#9',
    submittedAt: n % 3 === 0 ? 1 : 2_000_000_000_000 + n,
    sameContributor: n % 2 === 0,
  };
}

function sha(n: number): string | undefined {
  return n % 7 === 0 ? undefined : pick(['a', 'b', 'e'], n).repeat(40);
}

function gates(n: number): Gate[] {
  return gateNames.map((gate, index) => ({
    gate,
    state: n % 11 === 0 && index === n % gateNames.length ? 'failed' : n % 11 === 1 && gate === 'audit' ? 'failed' : 'passed',
    why: '',
  }));
}

export function pick<T>(all: readonly T[], n: number): T {
  const found = all[n % all.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}
