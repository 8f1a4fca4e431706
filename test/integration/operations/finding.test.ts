import { operatorCalled } from '#test/support/known-as.ts';
import { typedOperation } from '#test/support/typed-operation.ts';
import { expect, test } from '@jest/globals';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { operationRequest } from '#doors/contracts/operations.ts';
import { operateAs as operate } from '#test/support/operate-as.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { parseArguments } from '#infra/cli/parse.ts';
import { forgetDue } from '#products/rehearsal/app/forget-contributor.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { answers, deploys, does, endsRun, runs, runsSteps, stateOf } from '#test/support/application/requests.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

async function types(world: World, ...words: string[]) {
  const { system, host } = world;
  const operator = { who: operatorCalled('grace'), newId: () => 'op', intakeOpen: true, asks: askTools({ system }, host) };
  return operate(system, operator, typedOperation(words));
}

async function list(world: World, ...words: string[]): Promise<OperationRow[]> {
  const said = await types(world, 'operations', 'list', ...words);
  if (!('done' in said)) throw new Error(JSON.stringify(said));
  return said.done.rows ?? [];
}

const told = (rows: OperationRow[], ...fields: string[]): string[] =>
  rows.map((row) => fields.map((field) => String(row[field])).join(' '));

test('O6 the test ref, the steps and the runs of a request are found as they go, and say how they ended', async () => {
  const world = openWorld();
  await deploys(world, 'rq1');
  expect(told(await list(world), 'program', 'name', 'state')).toEqual(['test_ref test ref done']);
  await runsSteps(world, 'rq1');
  world.time.now += MINUTE;
  await endsRun(world, 'rq1');
  const rows = await list(world);
  expect(rows.every(({ by, backend, within }) => by === 'ada' && backend === 'local' && within === 'request rq1')).toBe(true);
  expect(new Set(told(rows, 'program', 'state'))).toContain('job done');
  expect(told(rows, 'state')).not.toContain('executing');
  const [run] = await list(world, '--program', 'job', '--name', 'countTOPICSjob', '--state', 'done', '--person', 'Ada');
  expect(run).toMatchObject({ name: 'CountTopicsJob', outcome: 'succeeded', commit: (await stateOf(world, 'rq1')).headSha });
  const said = await types(world, 'operations', 'show', String(run?.['id']));
  expect(said).toMatchObject({ done: { facts: { ...run, of: 'oppia/oppia', more: 'rehearsal requests show rq1' } } });
});

test('O6 of several requests each is found by any of these together, and pages go on where they ended', async () => {
  const world = openWorld();
  await runs(world, 'rq1', { submission: { jobs: [sampleAsk({ name: 'FirstJob' })] } });
  world.time.now += DAY;
  await runs(world, 'rq2', { backend: 'backup', submission: { jobs: [sampleAsk({ name: 'SecondJob' })] } });
  const today = new Date(world.time.now).toISOString().slice(0, 10);
  expect(told(await list(world, '--program', 'job'), 'name')).toEqual(['SecondJob', 'FirstJob']);
  expect(told(await list(world, '--program', 'job', '--since', today), 'name')).toEqual(['SecondJob']);
  expect(told(await list(world, '--program', 'job', '--until', new Date(world.time.now - DAY).toISOString()), 'name')).toEqual([
    'FirstJob',
  ]);
  expect(told(await list(world, '--program', 'job', '--backend', 'backup'), 'name')).toEqual(['SecondJob']);
  expect(await list(world, '--backend', 'nowhere')).toEqual([]);
  const first = await types(world, 'operations', 'list', '--limit', '1', '--program', 'job');
  if (!('done' in first) || first.done.next === undefined) throw new Error(JSON.stringify(first));
  const { value, id } = first.done.next;
  expect(told(await list(world, '--program', 'job', '--after', `${value}/${id}`), 'name')).toEqual(['FirstJob']);
  expect(await types(world, 'operations', 'show', 'nobody')).toEqual({ refused: 'not_found', detail: 'there is no operation nobody' });
});

test('O6 a step is at work until it has ended, whatever became of its request, and what is over stays as it was', async () => {
  const world = openWorld();
  await deploys(world, 'rq1');
  const { turn } = await stateOf(world, 'rq1');
  const [step] = turn?.steps ?? [];
  if (turn === undefined || step === undefined) throw new Error('no step');
  await does(world, 'rq1', { command: 'start_deploy_step', fencing: turn.fencing, step: step.name });
  expect(told(await list(world, '--state', 'executing'), 'name')).toEqual([step.name]);
  await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
  expect(told(await list(world, '--state', 'executing'), 'name')).toEqual([step.name]);
  await does(world, 'rq1', { command: 'end_deploy_step', fencing: turn.fencing, step: step.name, passed: false, note: 'stopped' });
  expect((await stateOf(world, 'rq1')).turn?.state).toBe('ended');
  expect(told(await list(world, '--name', step.name), 'state')).toEqual(['failed']);
  expect(told(await list(world, '--name', 'test ref'), 'state')).toEqual(['done']);
});

test('Z4 O6 who asked for it is forgotten with the contributor, also of turns before the last', async () => {
  const world = openWorld({ rules: { personalDataFor: DAY } });
  await runs(world, 'rq1');
  await endsRun(world, 'rq1');
  await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
  expect((await list(world, '--person', 'ada')).length).toBeGreaterThan(2);
  world.time.now += 2 * DAY;
  expect(await forgetDue(world.system)).toBe(1);
  expect(await list(world, '--person', 'ada')).toEqual([]);
  const rows = await list(world);
  expect(rows.length).toBeGreaterThan(2);
  expect(new Set(told(rows, 'by'))).toEqual(new Set(['purged']));
});

test('E8 O6 whatever is typed in place of an id is not found, or refused, and nothing breaks', async () => {
  const world = openWorld();
  for (const id of ['a b', '../x', '__x__', '.', 'ü', 'x'.repeat(301), '\0', '']) {
    expect(operationRequest.safeParse({ operation: 'operation_show', id }).success).toBe(false);
    for (const operation of ['operations_list', 'schedules_list'])
      expect(operationRequest.safeParse({ operation, after: { value: 5, id } }).success).toBe(false);
  }
  for (const id of ['x'.repeat(300), '-001', '-001-002', '..-001', '__x__-001', 'a:b@c']) {
    expect(await types(world, 'operations', 'show', id)).toMatchObject({ refused: 'not_found' });
    expect(await list(world, '--after', `5/${id}`, '--state', 'done')).toEqual([]);
  }
  for (const typed of ['\ud800', 'x\0y', '%', '🐘'.repeat(100)]) {
    expect(await list(world, '--name', typed, '--person', typed)).toEqual([]);
    expect(await list(world, '--backend', typed.slice(0, 100))).toEqual([]);
  }
});

test('E7 O6 everything that is wrong with a search is said at once', () => {
  const typed = ['--program', 'jobs', '--state', 'open', '--name', '', '--since', 'yesterday', '--until', '2026-13-01', '--limit', '0'];
  const parsed = parseArguments(['operations', 'list', ...typed]);
  if (!('problems' in parsed)) throw new Error('it is not refused');
  expect(parsed.problems).toHaveLength(6);
  expect(parsed.problems.join('\n')).toMatch(/--program must be one of action, announce/);
  const reversed = parseArguments(['operations', 'list', '--since', '2026-12-02', '--until', '2026-12-01']);
  expect(reversed).toEqual({ problems: ['--since is later than --until'] });
  expect(parseArguments(['operations', 'list', '--since', '2026-12-01', '--until', '2026-12-01'])).toMatchObject({
    ask: { since: Date.UTC(2026, 11, 1), until: Date.UTC(2026, 11, 2) - 1 },
  });
});
