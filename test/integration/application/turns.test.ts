import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { describe, expect, test } from '@jest/globals';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { readAhead } from '#products/rehearsal/app/read-request.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { newBackend, type BackendState } from '#contexts/backends/domain/state.ts';
import { answers, deploys, does, queues, runs, stateOf } from '#test/support/application/requests.ts';
import { effectOf, deliver, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';

async function backendOf({ system }: World, id = 'local'): Promise<BackendState | undefined> {
  return (await system.store.get({ collection: 'backends', id }))?.state;
}

async function setBackend({ system }: World, state: Partial<BackendState>): Promise<void> {
  await system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'backends', id: 'local' });
    const { version = 0 } = known?.state ?? {};
    tx.set({ collection: 'backends', id: 'local' }, { slug: 'local', commands: [], state: { ...newBackend('local'), ...state, version } });
  });
}

/** Gives how it was before. */
async function setRequest({ system }: World, id: string, to: (state: RequestState) => object): Promise<RequestState> {
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'requests', id });
    if (known === undefined) throw new Error(`there is no request ${id}`);
    const { version } = known.state;
    tx.set({ collection: 'requests', id }, { ...known, state: { ...(to(known.state) as RequestState), version } });
    return known.state;
  });
}

async function withdraws(world: World, id: string): Promise<void> {
  await answers(world, id, 'contributor', 'withdraw', 'withdraw');
}

describe('Q3 one backend, one turn', () => {
  test('Q3 twelve offers at once, six waiting: one is granted', async () => {
    const world = openWorld();
    for (let n = 0; n < 6; n += 1) await queues(world, `rq${n}`);
    const offered = await Promise.all(Array.from({ length: 12 }, (_, n) => offerTurn(world.system, 'local', `offer-${n}`)));
    expect(offered.toSorted()).toEqual([...Array.from({ length: 11 }, () => 'busy'), 'granted']);
    const states = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => stateOf(world, `rq${n}`)));
    const holders = states.filter(({ status }) => status === 'deploying');
    expect(holders).toHaveLength(1);
    expect(await backendOf(world)).toMatchObject({ fencing: 1, lease: { requestId: holders[0]?.id, fencing: 1 } });
  });

  test('Q3 essential first, then the earlier cutoff, then the longer wait', async () => {
    const world = openWorld();
    await queues(world, 'later', { submission: { targetRelease: '3.4.2' } });
    world.time.now += HOUR;
    await queues(world, 'old');
    world.time.now += HOUR;
    await queues(world, 'new');
    await queues(world, 'vital', { submission: { targetRelease: '3.4.2', essential: true } });
    const served: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      expect(await offerTurn(world.system, 'local', `offer-${n}`)).toBe('granted');
      const holder = (await backendOf(world))?.lease?.requestId ?? '';
      served.push(holder);
      await withdraws(world, holder);
    }
    expect(served).toEqual(['vital', 'old', 'new', 'later']);
    expect(await offerTurn(world.system, 'local', 'last')).toBe('nobody_waits');
    expect((await backendOf(world))?.lease).toBeUndefined();
    expect((await backendOf(world))?.fencing).toBe(4);
  });

  test('Q3 whoever has waited for five days goes before whatever is more urgent', async () => {
    const world = openWorld();
    await queues(world, 'patient', { submission: { targetRelease: '3.4.2' } });
    world.time.now += 5 * DAY;
    await queues(world, 'vital', { submission: { essential: true } });
    await offerTurn(world.system, 'local', 'offer');
    expect(await backendOf(world)).toMatchObject({ lease: { requestId: 'patient' } });
  });

  test('Q3 a paused backend grants nothing, and keeps nobody in its lease', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    await queues(world, 'rq2');
    await withdraws(world, 'rq1');
    const held = await backendOf(world);
    await setBackend(world, { ...held, flags: { pause: { since: world.time.now, by: 'grace', why: 'reboot' } } });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('paused');
    expect(await backendOf(world)).toMatchObject({ fencing: 1, flags: { pause: { by: 'grace' } } });
    expect((await backendOf(world))?.lease).toBeUndefined();
    await setBackend(world, { fencing: 1 });
    expect(await offerTurn(world.system, 'local', 'b')).toBe('granted');
    expect(await stateOf(world, 'rq2')).toMatchObject({ status: 'deploying', turn: { fencing: 2 } });
  });

  test('Q3 a request that was withdrawn in the queue is passed over, and one that vanished holds nothing', async () => {
    const world = openWorld();
    await queues(world, 'gone');
    await queues(world, 'next');
    await withdraws(world, 'gone');
    await setBackend(world, { fencing: 7, lease: { requestId: 'nobody', fencing: 7, grantedAt: 0 } });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('granted');
    expect(await backendOf(world)).toMatchObject({ lease: { requestId: 'next', fencing: 8 } });
  });

  test('Q3 one that cannot take its turn does not keep the backend from those behind it', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    const { turn } = await stateOf(world, 'rq1');
    await does(world, 'rq1', { command: 'fail_deployment', fencing: turn?.fencing ?? 0, why: 'no' });
    await answers(world, 'rq1', 'grace', 'deployment', 'retry');
    await queues(world, 'rq2');
    // What it would be tested at was lost.
    const whole = await setRequest(world, 'rq1', ({ headSha: _lost, ...state }) => state);
    await setBackend(world, { fencing: 0 });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('granted');
    expect(await backendOf(world)).toMatchObject({ fencing: 1, lease: { requestId: 'rq2' } });
    expect(world.logged).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', data: expect.objectContaining({ requestId: 'rq1' }) }),
    );
    await withdraws(world, 'rq2');
    await setRequest(world, 'rq1', () => whole);
    expect(await offerTurn(world.system, 'local', 'b')).toBe('granted');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'deploying', turn: { fencing: 2 } });
  });

  test('Q3 where the record of a backend was lost, its numbers go on from the greatest that its next holder has seen', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    const { turn } = await stateOf(world, 'rq1');
    await does(world, 'rq1', { command: 'fail_deployment', fencing: turn?.fencing ?? 0, why: 'no' });
    await answers(world, 'rq1', 'grace', 'deployment', 'retry');
    await setBackend(world, { fencing: 0 });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('granted');
    expect(await backendOf(world)).toMatchObject({ fencing: 2, lease: { requestId: 'rq1', fencing: 2 } });
  });

  test('Q4 a verdict that is awaited holds no backend, and the age is kept', async () => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    const since = (await stateOf(world, 'rq1')).queuedSince;
    await queues(world, 'rq2');
    expect(await readAhead(world.system, await stateOf(world, 'rq2'))).toMatchObject({ queue: { position: 1, of: 1 } });
    world.time.now += HOUR;
    await does(world, 'rq1', {
      command: 'end_run',
      run: run.id,
      fencing: run.fencing,
      ending: ending(),
    });
    expect(await deliver(world, taskOf(await effectOf(world, 'rq1', 'offer_turn')))).toEqual({ answer: 'done' });
    expect(await backendOf(world)).toMatchObject({ lease: { requestId: 'rq2', fencing: 2 } });
    await answers(world, 'rq1', 'grace', 'verdict', 'rerun');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'queued', queuedSince: since });
  });
});
