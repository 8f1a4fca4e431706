import { operatorCalled } from '#test/support/known-as.ts';
import { randomUUID } from 'node:crypto';
import { flagsByHand } from '#contexts/backends/domain/state.ts';
import { backendFlags } from '#contexts/backends/kinds/flags/table.ts';
import { describe, expect, test } from '@jest/globals';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { answers, arrives, outbox, queues, runOf, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';

function asks(world: World, asked: OperationRequest): Promise<Operated> {
  return operate(
    world.system,
    { who: operatorCalled('grace'), newId: () => randomUUID(), intakeOpen: true },
    operationRequest.parse(asked),
  );
}

async function told(world: World, asked: OperationRequest): Promise<Extract<Operated, { done: unknown }>['done']> {
  const result = await asks(world, asked);
  if ('refused' in result) throw new Error(result.detail);
  return result.done;
}

describe('B4 what an operator sees', () => {
  test('E7 requests, one of them, its timeline and mails; nobody’s address', async () => {
    const world = openWorld();
    await queues(world, 'rq1');
    await arrives(world, 'rq2');
    await deliver(world, taskOf(await effectOf(world, 'rq2', 'send_mail')));
    const all = [
      await told(world, { operation: 'requests_list' }),
      await told(world, { operation: 'requests_list', status: 'queued' }),
      await told(world, { operation: 'request_show', id: 'rq1' }),
      await told(world, { operation: 'request_timeline', id: 'rq1' }),
      await told(world, { operation: 'request_mails', id: 'rq2' }),
      await told(world, { operation: 'queue_list' }),
      await told(world, { operation: 'backends_list' }),
      await told(world, { operation: 'releases_list' }),
    ];
    const rows = all.map((answer) => answer.rows ?? []);
    expect(rows.map((list) => list.length)).toEqual([2, 1, 1, expect.any(Number), 1, 1, 2, 3]);
    expect(rows[1]).toMatchObject([{ id: 'rq1', status: 'queued', backend: 'local' }]);
    expect(all[2]?.facts).toMatchObject({ id: 'rq1', status: 'queued' });
    expect(rows[3]?.[0]).toMatchObject({ version: 1, command: 'submit', by: 'contributor' });
    expect(rows[4]).toMatchObject([{ template: 'receipt', to: 'contributor', state: 'accepted' }]);
    expect(rows[5]).toMatchObject([{ position: 1, id: 'rq1' }]);
    expect(JSON.stringify(all)).not.toContain('@');
  });

  test('Z4 checks the past of one request, or of all a page at a time, and names the entry that was changed', async () => {
    const world = openWorld();
    for (const id of ['rq1', 'rq2', 'rq3']) {
      await arrives(world, id);
      world.time.now += 1000;
    }
    expect(await told(world, { operation: 'requests_check', id: 'rq1' })).toMatchObject({
      facts: { id: 'rq1', entries: 1, whole: true },
      rows: [],
    });
    const ref = { collection: 'timeline', parent: 'rq1', id: '000001' } as const;
    const entry = await world.system.store.get(ref);
    if (entry === undefined) throw new Error('no entry');
    await world.system.store.transact(async (tx) => tx.set(ref, { ...entry, at: entry.at - 1 }));
    const row = { id: 'rq1', entry: 1, what: 'this entry, or the state that it is tied to, was changed' };
    expect(await told(world, { operation: 'requests_check', id: 'rq1' })).toMatchObject({
      facts: { whole: false },
      rows: [row],
      amiss: true,
    });
    const first = await told(world, { operation: 'requests_check', limit: 2 });
    expect(first).toMatchObject({ facts: { checked: 2, changed: 0 }, rows: [] });
    expect(first).not.toHaveProperty('amiss');
    if (first.next === undefined) throw new Error('no next page');
    expect(await told(world, { operation: 'requests_check', limit: 2, after: first.next })).toEqual({
      facts: { checked: 1, changed: 1 },
      rows: [row],
      amiss: true,
    });
    expect(await asks(world, { operation: 'requests_check', id: 'nobody' })).toMatchObject({ refused: 'not_found' });
  });

  test.each([
    [{ operation: 'request_show', id: 'nobody' }, 'there is no request nobody'],
    [{ operation: 'requests_list', status: 'odd' }, 'there is no state odd; known: waiting_for_confirmation'],
    [{ operation: 'queue_list', backend: 'odd' }, 'there is no backend odd; known: local, backup'],
    [{ operation: 'backend_pause', backend: 'odd', why: 'reboot' }, 'there is no backend odd; known: local, backup'],
    [{ operation: 'dead_replay', key: 'odd' }, 'there is no effect odd'],
  ] satisfies [OperationRequest, string][])('E7 %j is not found, and it says what there is', async (asked, detail) => {
    const result = await asks(openWorld(), asked);
    expect(result).toMatchObject({ refused: 'not_found', detail: expect.stringContaining(detail) });
  });
});

describe('B5 B6 I15 what an operator does', () => {
  test('B5 lists, replays and dismisses', async () => {
    const world = openWorld();
    for (const id of ['rq1', 'rq2']) {
      await arrives(world, id);
      world.faults.plan('mailer', 'refuse');
      await deliver(world, taskOf(await effectOf(world, id, 'send_mail')));
      world.time.now += 1;
    }
    const first = await told(world, { operation: 'dead_list', limit: 1 });
    expect(first.rows).toMatchObject([{ request: 'rq2', kind: 'send_mail', attempts: 1, cause: 'mail rejected: 550 no such user' }]);
    if (first.next === undefined) throw new Error('there is more');
    const second = await told(world, { operation: 'dead_list', after: first.next });
    const key = String(second.rows?.[0]?.['key']);
    expect(await told(world, { operation: 'dead_replay', key })).toEqual({ facts: { key, replayed: true } });
    expect(await told(world, { operation: 'dead_replay', key })).toMatchObject({ facts: { replayed: false } });
    expect((await outbox(world, key)).errors.at(-1)?.message).toBe('replayed by operator.grace');
    expect(await told(world, { operation: 'dead_replay_all', kind: 'update_sheet' })).toEqual({ facts: { replayed: 0 } });
    const other = String(first.rows?.[0]?.['key']);
    expect(await told(world, { operation: 'dead_dismiss', key: other, why: 'gone' })).toEqual({ facts: { key: other, dismissed: true } });
    expect(await told(world, { operation: 'dead_list' })).toEqual({ rows: [] });
  });

  test('B2 a paused backend starts nothing new, and is ready when what it had is over', async () => {
    const world = openWorld();
    await queues(world, 'rq1');
    expect(await offerTurn(world.system, 'local', 'first')).toBe('granted');
    await queues(world, 'rq2');
    const pause = { operation: 'backend_pause', backend: 'local', why: 'reboot' } as const;
    const asked = await told(world, pause);
    expect(asked.facts).toMatchObject({ paused: 'reboot', holder: 'rq1', ready: false });
    expect(await told(world, pause)).toEqual(asked);
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect(await offerTurn(world.system, 'local', 'second')).toBe('paused');
    expect((await told(world, pause)).facts).toMatchObject({ holder: '', ready: true });
    expect((await told(world, { operation: 'sweep_now' })).facts).toMatchObject({ turns: 0 });
    const resumed = await told(world, { operation: 'backend_resume', backend: 'local' });
    expect(resumed.facts).toMatchObject({ paused: '', ready: false });
    // What follows is an effect of the backend, dispatched by whoever asked.
    const { version = 0 } = (await world.system.store.get({ collection: 'backends', id: 'local' }))?.state ?? {};
    const offer = world.queue.tasks.at(-1);
    expect(offer).toMatchObject({ kind: 'offer_turn', payload: { effectKey: `backend.local-${version}-0-offer_turn` } });
    expect(offer && (await deliver(world, offer))).toEqual({ answer: 'done' });
    expect((await told(world, { operation: 'backends_list' })).rows?.[0]).toMatchObject({ backend: 'local', holder: 'rq2', paused: '' });
  });

  test('B2 B4 every flag that a hand raises is raised and lowered by the same two commands, pause as well', async () => {
    const world = openWorld();
    for (const flag of flagsByHand()) {
      const raised = await told(world, { operation: 'backend_raise', backend: 'local', flag, why: 'new disks' });
      expect(raised.facts).toMatchObject({ backend: 'local', since: expect.stringMatching(/T/) });
      const { label, blocks } = backendFlags[flag];
      expect(raised.facts).toMatchObject({ held: `${label}: new disks`, ready: blocks === 'all' });
      const [row] = (await told(world, { operation: 'backends_list' })).rows ?? [];
      expect(row).toMatchObject({ held: raised.facts?.['held'] ?? '' });
      const lowered = await told(world, { operation: 'backend_lower', backend: 'local', flag });
      expect(lowered.facts).toMatchObject({ since: '', held: '', ready: false });
    }
    expect(flagsByHand()).toContain('pause');
  });

  test('R10 B4 a request is stopped while it runs, also while nobody is asked: the run is asked to stop, and the reason is told', async () => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    expect((await stateOf(world, 'rq1')).status).toBe('running');
    const stop = { operation: 'request_stop', id: 'rq1', why: 'it writes to the wrong table' } as const;
    expect(await told(world, stop)).toMatchObject({ facts: { id: 'rq1', status: 'rejected', asked: '' } });
    const state = await stateOf(world, 'rq1');
    expect(state).toMatchObject({ rejectedBy: 'operator.grace', reason: 'it writes to the wrong table' });
    expect(await runOf(world, 'rq1')).toMatchObject({ id: run.id, cancelling: { reason: 'admin' } });
    expect((await effectOf(world, 'rq1', 'send_mail', { template: 'rejected' })).effect).toMatchObject({ to: 'contributor' });
    expect(await asks(world, stop)).toMatchObject({ refused: 'conflict', detail: 'the request is over: rejected' });
    expect(await asks(world, { ...stop, id: 'nobody' })).toMatchObject({ refused: 'not_found' });
    const { rows } = await told(world, { operation: 'request_timeline', id: 'rq1' });
    expect(rows?.at(-1)).toMatchObject({ command: 'stop', by: 'operator grace' });
  });

  test('R10 what nobody has confirmed is not there to be stopped', async () => {
    const world = openWorld();
    await arrives(world, 'rq1', { via: 'form' });
    expect(await asks(world, { operation: 'request_stop', id: 'rq1', why: 'odd' })).toMatchObject({ refused: 'conflict' });
  });

  test('I15 B6 switches intake, and sweeps', async () => {
    const world = openWorld();
    expect(await told(world, { operation: 'intake_show' })).toEqual({ facts: { open: true } });
    expect(await told(world, { operation: 'intake_close', why: 'moving' })).toMatchObject({
      facts: { open: false, why: 'moving', by: 'operator.grace' },
    });
    world.time.now += 60_000;
    expect(await told(world, { operation: 'intake_open' })).toMatchObject({ facts: { open: true } });
    expect(await told(world, { operation: 'intake_show' })).toMatchObject({
      facts: { open: true, by: 'operator.grace' },
      rows: [
        { at: new Date(world.time.now).toISOString(), what: 'opened', by: 'operator.grace', why: '' },
        { at: new Date(world.time.now - 60_000).toISOString(), what: 'closed', by: 'operator.grace', why: 'moving' },
      ],
    });
    expect(await told(world, { operation: 'sweep_show' })).toEqual({
      facts: { reported: 'never', reports: 'when it finds something or cannot look, otherwise once an hour' },
    });
    await arrives(world, 'rq1');
    world.time.now += 120_000;
    expect(await told(world, { operation: 'sweep_now' })).toMatchObject({ facts: { effects: 3, turns: 0, dead: 0 } });
    expect(await told(world, { operation: 'sweep_show' })).toMatchObject({ facts: { found: '3 effects', lastFound: '3 effects' } });
  });
});
