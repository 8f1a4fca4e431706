import { underTrace } from '#kernel/trace.ts';
import { openTracing } from '#platform/tracing.ts';
import type { Recipe } from '#test/support/api/recipes.ts';
import { looks, queueWorks } from '#test/support/application/calendar.ts';
import { answers, arrives, does, endsRun, queues, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { sampleAsk, sampleRules } from '#test/support/sample-request.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const why = { why: 'a test' };
const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;

/** Rules under which everything below can happen: a freeze of the backend `backup`, a probe of `local`, a word of the contributor on audits. */
export function eventful(world: World): void {
  const { rules } = world.system;
  const from = world.time.now;
  rules.freezes = [{ name: 'release week', kind: 'dated', from, to: from + YEAR, backends: ['backup'] }];
  rules.releases = sampleRules.releases;
  rules.wordOnAudits = true;
  rules.backends = rules.backends.map((one) =>
    one.slug === 'local'
      ? { ...one, probes: { maintenance: { command: ['is-it-up'], every: 60_000, timeout: 30_000, exitCode: 10 } } }
      : one,
  );
}

/** Each operation that needs a past of its own, after that past: in this order, each once. */
export async function* withAPast(world: World): AsyncGenerator<[operation: string, recipe: Recipe]> {
  yield* ofPeople();
  yield ['backend_probe', { path: { backend: 'local' }, body: { probe: 'maintenance' } }];
  yield ['backend_probes', { path: { backend: 'local' }, body: { probes: 'off', ...why } }];
  for (const [id, operation, body] of [
    ['dead1', 'dead_replay', undefined],
    ['dead2', 'dead_dismiss', why],
  ] as const) {
    await arrives(world, id);
    world.faults.plan('mailer', 'refuse');
    const effect = await effectOf(world, id, 'send_mail');
    await deliver(world, taskOf(effect));
    yield [operation, { path: { key: effect.key }, ...(body === undefined ? {} : { body }) }];
  }
  yield* ofSchedules();
  yield* ofRequests(world);
  await looks(world);
  world.time.now += 11 * DAY;
  await looks(world);
  for (let n = 0; n < 5; n += 1) await queueWorks(world, 'keep_calendar');
  yield ['release_report', { path: { release: '3.4.1' } }];
}

function* ofPeople(): Generator<[string, Recipe]> {
  const zoe = { id: 'zoe' };
  const body = { ...zoe, name: 'Zoe', email: 'zoe@example.net' };
  yield ['person_invite', { body }];
  yield ['person_invite', { body }];
  yield ['people_list', {}];
  yield ['person_show', { path: zoe }];
  yield ['person_grant', { path: zoe, body: { role: 'viewer' } }];
  yield ['person_revoke', { path: { ...zoe, role: 'viewer' } }];
  yield ['session_end', { path: zoe, body: {} }];
  yield ['person_remove', { path: zoe, body: why }];
  yield ['known_list', { query: '?repository=opensafely/measles' }];
}

function* ofSchedules(): Generator<[string, Recipe]> {
  const weekly = { name: 'weekly' };
  const plan = { starts: 'kettle', cron: '0 3 * * 1', input: {} };
  yield ['schedule_add', { body: { ...weekly, ...plan } }];
  yield ['schedule_show', { path: weekly }];
  yield ['schedule_change', { path: weekly, body: { cron: '0 4 * * 1' } }];
  yield ['schedule_pause', { path: weekly, body: why }];
  yield ['schedule_resume', { path: weekly }];
  yield ['schedule_remove', { path: weekly, body: why }];
}

async function* ofRequests(world: World): AsyncGenerator<[string, Recipe]> {
  const inReview = async (id: string): Promise<number> => {
    await arrives(world, id);
    const { questions } = await does(world, id, { command: 'record_gates', headSha: SHA, gates: allGates() });
    return questions.find(({ kind }) => kind === 'review')?.id ?? 0;
  };
  const answer = { action: 'return', comment: 'Why?' };
  yield ['request_answer', { path: { id: 'an1' }, body: { question: await inReview('an1'), ...answer } }];
  yield ['request_answer_for', { path: { id: 'an2' }, body: { question: await inReview('an2'), ...answer, as: 'alan' } }];
  yield ['requests_answer', { body: { questions: [`an3/${await inReview('an3')}`], ...answer } }];
  const locked = await inReview('lo1');
  await does(world, 'lo1', { command: 'lock_out', question: locked, person: 'alan', round: 0 });
  yield ['request_unlock', { path: { id: 'lo1' }, body: {} }];
  await arrives(world, 'wa1');
  await does(world, 'wa1', { command: 'record_gates', headSha: SHA, gates: allGates({ checks: 'failed' }) });
  yield ['request_waive', { path: { id: 'wa1' }, body: { gates: ['checks'], ...why } }];
  await inReview('co1');
  yield ['request_continue', { path: { id: 'co1' }, body: { at: 'https://github.com/oppia/oppia/pull/4711' } }];
  await queues(world, 'ov1', { backend: 'backup' });
  yield ['request_override', { path: { id: 'ov1' }, body: why }];
  const jobs = [
    sampleAsk({ name: 'AuditTopicsJob', step: 'audit', role: 'audit' }),
    sampleAsk({ name: 'MigrateTopicsJob', step: 'migrate', role: 'migration', needs: ['audit'] }),
  ];
  const { id: run } = await runs(world, 'wo1', { submission: { jobs } });
  await endsRun(world, 'wo1');
  yield ['operation_show', { path: { id: run } }];
  yield ['operation_output', { path: { id: run }, query: '?stream=stderr&from=1&count=5' }];
  yield ['request_trace', { path: { id: 'an1' } }];
  const traced = { ...world, system: { ...world.system, tracing: openTracing() } };
  await underTrace(traced.system, { traceId: TRACE, spanId: '00f067aa0ba902b7', sampled: true }, () => arrives(traced, 'tr1'));
  yield ['trace_show', { path: { trace: TRACE } }];
  await answers(world, 'wo1', 'grace', 'verdict', 'approve', { comment: 'looked' });
  yield ['request_waive_word', { path: { id: 'wo1' }, body: why }];
  await does(world, 'wo1', { command: 'stop', reason: 'enough', operator: 'operator.olga' });
  await runs(world, 'pr1');
  await endsRun(world, 'pr1');
  await answers(world, 'pr1', 'grace', 'verdict', 'approve', { comment: 'looked' });
  const { jobs: approved } = await stateOf(world, 'pr1');
  yield ['request_production', { path: { id: 'pr1' }, body: { step: approved[0]?.step, outcome: 'run' } }];
}

/** What is not there, of each kind that a path can name. */
export const nobody: Readonly<Record<string, string>> = {
  backend: 'nobody',
  flag: 'pause',
  holder: 'client.nobody',
  id: 'nobody',
  key: 'nobody',
  name: 'nobody',
  release: '9.9.9',
  role: 'viewer',
  run: 'nobody',
  token: 'client.nobody.1',
  trace: '0'.repeat(32),
  workspace: 'nobody',
};

/** How what is looked up, and stands in no path, is not there. */
export const lookups: Readonly<Record<string, Recipe>> = {
  dead_replay_all: { body: { kind: 'nobody' } },
  known_list: { query: '?repository=no/body' },
  requests_check: { query: '?id=nobody' },
  requests_list: { query: '?status=nobody' },
  run_add: { body: { workspace: 'nobody', backend: 'local', actions: ['run_all'] } },
  run_preview: { body: { workspace: 'nobody', backend: 'local', actions: ['run_all'] } },
  token_make: { body: { holder: 'agent.nobody' } },
};
