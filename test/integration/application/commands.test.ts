import { describe, expect, test } from '@jest/globals';
import { change, execute, loadRequest } from '#products/rehearsal/app/requests.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { allGates, details, openQuestion, person, SHA, system as bySystem } from '#test/support/given-request.ts';
import { answers, arrives, does, queues, runs, stateOf, tries, view } from '#test/support/application/requests.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { effectsOf, openWorld, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';

const gatesPass = { command: 'record_gates', headSha: SHA, gates: allGates() } as const;

async function everything(world: World, id: string): Promise<unknown> {
  const { document, timeline } = await view(world, id);
  return { document, timeline, effects: await effectsOf(world, id) };
}

describe('Z1 one command, one transaction', () => {
  test('Z1 brings its timeline entry and its effects, each under a key that anybody can compute', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await does(world, 'rq1', gatesPass);
    const { document, timeline } = await view(world, 'rq1');
    expect(document).toMatchObject({ version: 2, status: 'in_review' });
    expect(timeline.map(({ version, command }) => [version, command])).toEqual([
      [1, 'submit'],
      [2, 'record_gates'],
    ]);
    const effects = await effectsOf(world, 'rq1');
    for (const { key, kind, version } of effects) expect(key).toMatch(new RegExp(`^rq1-${version}-\\d+-${kind}$`));
    expect(effects.filter(({ version }) => version === 1).map(({ kind }) => kind)).toEqual(['send_mail', 'check_gates', 'update_sheet']);
    expect(effects.filter(({ version }) => version === 2).map(({ kind }) => kind)).toEqual([
      'send_mail',
      'send_mail',
      'keep_clock',
      'update_sheet',
    ]);
  });

  test('Z1 a write that fails leaves nothing', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const before = await everything(world, 'rq1');
    // Somebody has the place of one of its effects: the whole commit is refused.
    const [template] = await effectsOf(world, 'rq1');
    if (template === undefined) throw new Error('no effect');
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: 'x' });
      tx.create(
        { collection: 'outbox', id: 'rq1-2-1-send_mail' },
        { ...template, subject: { kind: 'request', id: 'another' }, key: 'rq1-2-1-send_mail' },
      );
    });
    await expect(does(world, 'rq1', gatesPass)).rejects.toMatchObject({ code: 'already_exists' });
    expect(await everything(world, 'rq1')).toEqual(before);
  });

  test('Z1 a command that was seen is repeated: nothing new, however often and however many at once', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const again = () => execute(world.system, 'rq1', (at) => ({ ...gatesPass, id: 'gates-1', at, by: bySystem }));
    const outcomes = await Promise.all(Array.from({ length: 10 }, again));
    expect(outcomes.map((outcome) => outcome?.outcome ?? 'none').toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'repeated'),
      'saved',
    ]);
    const after = await everything(world, 'rq1');
    expect((await again())?.outcome).toBe('repeated');
    expect(await everything(world, 'rq1')).toEqual(after);
  });

  test('Z1 a commit whose answer was lost is recognised when the function runs again', async () => {
    const world = openWorld({ wrap: flakyStore });
    await arrives(world, 'rq1');
    world.faults.plan('store', 'lost');
    const outcome = await tries(world, 'rq1', gatesPass);
    expect(outcome).toMatchObject({ outcome: 'repeated', state: { version: 2, status: 'in_review' } });
    expect((await view(world, 'rq1')).timeline).toHaveLength(2);
  });

  test('Z1 a refusal and a command without news leave no trace', async () => {
    const world = openWorld();
    await queues(world, 'rq1');
    const before = await everything(world, 'rq1');
    expect(await tries(world, 'rq1', { command: 'grant_turn', fencing: 0 })).toMatchObject({ outcome: 'saved' });
    const granted = await everything(world, 'rq1');
    expect(granted).not.toEqual(before);
    expect(await tries(world, 'rq1', { command: 'fail_deployment', fencing: 9, why: 'late' })).toMatchObject({ outcome: 'refused' });
    expect(await tries(world, 'rq1', gatesPass)).toMatchObject({ outcome: 'unchanged' });
    expect(await everything(world, 'rq1')).toEqual(granted);
  });

  test('Z1 versions have no gap and the state is the fold of the timeline, under 40 commands at once', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await does(world, 'rq1', gatesPass);
    const review = openQuestion(await stateOf(world, 'rq1'), 'review').id;
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 === 0
          ? tries(world, 'rq1', { command: 'answer', question: review, action: 'assign', details: details({ assignee: 'alan' }) }, 'grace')
          : tries(world, 'rq1', { ...gatesPass, gates: allGates({ audit: n % 4 === 1 ? 'skipped' : 'passed' }) }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(19);
    const { document, timeline } = await view(world, 'rq1');
    expect(timeline.map(({ version }) => version)).toEqual(timeline.map((_, n) => n + 1));
    expect(document.version).toBe(timeline.length);
    expect(JSON.parse(JSON.stringify(fold(timeline)))).toEqual(document.state);
  });

  test('Z1 the fold holds for a whole life, and every effect has its place in it', async () => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    await does(world, 'rq1', { command: 'record_launch', run: run.id });
    await does(world, 'rq1', {
      command: 'end_run',
      run: run.id,
      fencing: run.fencing,
      ending: ending(),
    });
    await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    const { document, timeline } = await view(world, 'rq1');
    expect(document.state).toMatchObject({ status: 'approved', approvedBy: 'grace' });
    expect(JSON.parse(JSON.stringify(fold(timeline)))).toEqual(document.state);
    const keys = (await effectsOf(world, 'rq1')).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const effect of await effectsOf(world, 'rq1')) expect(timeline.map(({ version }) => version)).toContain(effect.version);
  });

  test('Z1 a request remembers so many commands that every redelivery under way finds its own', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    for (let n = 0; n < 40; n += 1)
      await does(world, 'rq1', { ...gatesPass, gates: allGates({ audit: n % 2 === 0 ? 'skipped' : 'passed' }) });
    const { document } = await view(world, 'rq1');
    expect(document.commands).toHaveLength(32);
    expect(document.version).toBe(41);
  });

  test('Z1 execute on a request that is not there gives undefined, and change says what a person was refused', async () => {
    const world = openWorld();
    expect(await execute(world.system, 'nobody', (at) => ({ ...gatesPass, id: 'x', at, by: bySystem }))).toBeUndefined();
    await queues(world, 'rq1');
    const refused = await world.system.store.transact(async (tx) => {
      const document = await loadRequest(tx, 'rq1');
      if (document === undefined) throw new Error('gone');
      return change(world.system, tx, document, { id: 'u', at: tx.now(), by: person('alan'), command: 'undo', question: 1 });
    });
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown_question' } });
  });
});
