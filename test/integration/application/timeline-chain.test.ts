import { describe, expect, test } from '@jest/globals';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { forgetDue } from '#products/rehearsal/app/forget-contributor.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { loadIntake } from '#products/rehearsal/app/stored-intake.ts';
import { checkTimeline, wholeTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import { PURGED } from '#products/rehearsal/domain/personal.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { DAY } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { answers, arrives, does, queues, runs, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { readLines } from '#test/support/read-lines.ts';

test('Z4 every entry is tied to the one before, as it is stored; a changed past is seen, an honest one has no fault', async () => {
  const world = openWorld();
  await queues(world, 'rq1');
  expect(await checkTimeline(world.system, 'rq1')).toEqual([]);
  const entries = await wholeTimeline(world.system, 'rq1');
  expect(entries.length).toBeGreaterThan(2);
  const second = entries[1];
  if (second === undefined) throw new Error('no second entry');
  const ref = { collection: 'timeline', parent: 'rq1', id: '000002' } as const;
  await world.system.store.transact(async (tx) => tx.set(ref, { ...second, at: second.at + 1 }));
  expect(await checkTimeline(world.system, 'rq1')).toEqual([{ version: 2, fault: 'changed' }]);
  await world.system.store.transact(async (tx) => tx.delete({ ...ref, id: '000003' }));
  expect((await checkTimeline(world.system, 'rq1'))?.map(({ fault }) => fault)).toContain('not_the_newest');
  expect(await checkTimeline(world.system, 'nobody')).toBeUndefined();
});

test('Z1 Z4 a forged state, or a forged field that lists find it by, is seen: only the names of what differs are told', async () => {
  const world = openWorld();
  const { store } = world.system;
  await queues(world, 'rq1');
  const ref = { collection: 'requests', id: 'rq1' } as const;
  const honest = (await view(world, 'rq1')).document;
  const forged = async (document: typeof honest): Promise<unknown> => {
    await store.transact(async (tx) => tx.set(ref, document));
    const shown = (await view(world, 'rq1')).faults;
    const found = await checkTimeline(world.system, 'rq1');
    expect(shown).toEqual(found);
    return found;
  };
  const differs = (...fields: string[]): unknown => [{ version: honest.version, fault: 'not_its_fold', fields }];
  const approved = { status: 'approved', approvedBy: { kind: 'admin', person: 'grace' } };
  expect(await forged({ ...honest, status: 'approved', state: { ...honest.state, ...approved } as never })).toEqual(
    differs('status', 'approvedBy'),
  );
  expect(await forged({ ...honest, headSha: 'f'.repeat(40) })).toEqual(differs('headSha'));
  expect(await forged({ ...honest, waitsForBackend: 'backup' })).toEqual(differs('waitsForBackend'));
  expect(await forged({ ...honest, version: 1 })).toEqual(differs('version'));
  expect(await forged(honest)).toEqual([]);
});

test('Z4 a state that was put back to what it was earlier is seen, though its own hashes fit', async () => {
  const world = openWorld();
  await arrives(world, 'rq1');
  const earlier = (await view(world, 'rq1')).document;
  await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
  await world.system.store.transact(async (tx) => tx.set({ collection: 'requests', id: 'rq1' }, earlier));
  expect(await checkTimeline(world.system, 'rq1')).toEqual([{ version: 1, fault: 'not_the_newest' }]);
});

test('Z4 backends, releases and the intake switch are checked too', async () => {
  const world = openWorld();
  const { store } = world.system;
  await raiseFlag(kernelOf(world.system), { backend: 'local', flag: 'pause', operator: 'grace', why: 'new disks', id: 'p1' });
  await setIntake(world.system, { open: false, by: 'grace', why: 'holidays' });
  expect(await checkOthers(world.system)).toEqual([
    { name: 'backend local', faults: [] },
    { name: 'intake', faults: [] },
  ]);
  await store.transact(async (tx) => {
    const [backend, intake] = [await tx.get({ collection: 'backends', id: 'local' }), await loadIntake(tx)];
    if (backend === undefined) throw new Error('no backend');
    tx.set({ collection: 'backends', id: 'local' }, { ...backend, state: { ...backend.state, flags: {} } });
    tx.set({ collection: 'operations', id: 'intake' }, { ...intake, state: { id: 'intake', version: 1 } });
  });
  expect((await checkOthers(world.system)).map(({ name, faults }) => [name, ...faults])).toEqual([
    ['backend local', { version: 1, fault: 'not_its_fold', fields: ['flags'] }],
    ['intake', { version: 1, fault: 'not_its_fold', fields: ['switched'] }],
  ]);
});

/** A request that was over a year ago, with a run that wrote something and mails on its ledger. */
async function longOver(world: World, id: string): Promise<string> {
  const { id: run } = await runs(world, id);
  await world.outputs.saveChunk(run, 'stdout', 1, ['user kim@people.example.org has no bio']);
  await deliver(world, taskOf(await effectOf(world, id, 'send_mail')));
  const [mail] = (await view(world, id)).mails;
  if (mail === undefined) throw new Error('no mail on the ledger');
  const response = '550 no such user ada@example.org';
  await world.system.store.transact(async (tx) => tx.set({ collection: 'mails', parent: id, id: mail.key }, { ...mail, response }));
  await answers(world, id, 'contributor', 'withdraw', 'withdraw');
  await does(world, id, { command: 'cancel_confirmed', run });
  return run;
}

/** All that the store holds of a request. */
async function kept(world: World, id: string): Promise<string> {
  const found = await view(world, id);
  return JSON.stringify([found.document, found.timeline, found.mails]);
}

describe('Z4 personal data', () => {
  test('Z4 the sweep forgets the contributor of a request that has long been over, once, and no other: state, past, ledger, sheet, output', async () => {
    const world = openWorld({ rules: { personalDataFor: 365 * DAY } });
    const run = await longOver(world, 'old1');
    await arrives(world, 'open1');
    const before = (await view(world, 'old1')).document;
    world.time.now = (before.purgeAt ?? 0) - 1;
    await sweep(world.system, 's1');
    expect(await kept(world, 'old1')).toContain('ada@example.org');
    world.time.now += 1;
    await sweep(world.system, 's2');
    const state = await stateOf(world, 'old1');
    expect(state).toMatchObject({ version: before.version + 1, submission: { contributor: PURGED } });
    expect(await kept(world, 'old1')).not.toMatch(/Ada Lovelace|ada@example|salt/);
    expect(fold(await wholeTimeline(world.system, 'old1'))).toEqual(state);
    expect(await checkTimeline(world.system, 'old1')).toEqual([]);
    expect((await readLines(world.outputs, run, 'stdout', 1)).lines).toHaveLength(1);
    const ordered = (await effectsOf(world, 'old1')).filter(({ version }) => version === state.version);
    for (const effect of ordered) await deliver(world, taskOf(effect));
    expect(ordered.map(({ kind }) => kind).toSorted()).toEqual(['drive_operation', 'drive_operation', 'update_sheet']);
    expect(await readLines(world.outputs, run, 'stdout', 1)).toEqual({ lines: [], missing: [1] });
    expect(await world.system.store.query({ index: 'requestsToPurge', equal: {}, limit: 10 })).toEqual([]);
    await sweep(world.system, 's3');
    expect((await stateOf(world, 'old1')).version).toBe(state.version);
    expect((await stateOf(world, 'open1')).submission.contributor.name).toBe('Ada Lovelace');
  });

  test('Z4 stopped anywhere on the way it is finished by the next sweep', async () => {
    for (let calls = 0; calls < 6; calls += 1) {
      const failing = { after: Number.POSITIVE_INFINITY };
      const wrap = (store: Store): Store => ({
        ...store,
        transact: async (work) => {
          failing.after -= 1;
          if (failing.after < 0) throw new Error('the store cannot be reached');
          return store.transact(work);
        },
      });
      const world = openWorld({ rules: { personalDataFor: 365 * DAY }, wrap });
      await longOver(world, 'old1');
      world.time.now += 366 * DAY;
      failing.after = calls;
      await forgetDue(world.system).catch(() => undefined);
      failing.after = Number.POSITIVE_INFINITY;
      expect(await checkTimeline(world.system, 'old1')).toEqual([]);
      expect(fold(await wholeTimeline(world.system, 'old1'))).toEqual(await stateOf(world, 'old1'));
      await forgetDue(world.system);
      expect(await kept(world, 'old1')).not.toMatch(/Ada Lovelace|ada@example|salt/);
      expect(await forgetDue(world.system)).toBe(0);
    }
  });

  test('Z4 B6 one whose past cannot be read keeps no other from being forgotten, and is taken up again', async () => {
    let broken = false;
    const wrap = (store: Store): Store => ({
      ...store,
      query: async (query) => {
        if (broken && query.index === 'timelineInOrder' && query.parent === 'old1') throw new Error('its past cannot be read');
        return store.query(query);
      },
    });
    const world = openWorld({ rules: { personalDataFor: 365 * DAY }, wrap });
    for (const id of ['old1', 'old2']) {
      await longOver(world, id);
      world.time.now += 1;
    }
    world.time.now += 366 * DAY;
    broken = true;
    expect(await forgetDue(world.system)).toBe(1);
    expect(await kept(world, 'old2')).not.toMatch(/Ada Lovelace|ada@example|salt/);
    broken = false;
    expect(await forgetDue(world.system)).toBe(1);
    expect(await kept(world, 'old1')).not.toMatch(/Ada Lovelace|ada@example|salt/);
  });

  test('Z4 B6 however many cannot be forgotten stand before it, one that can is reached; a sweep purges so many and no more', async () => {
    const broken = new Set<string | undefined>();
    const wrap = (store: Store): Store => ({
      ...store,
      query: async (query) => {
        if (query.index === 'timelineInOrder' && broken.has(query.parent)) throw new Error('its past cannot be read');
        return store.query(query);
      },
    });
    const world = openWorld({ rules: { personalDataFor: 365 * DAY }, wrap });
    const isKept = async (id: string): Promise<boolean> => (await stateOf(world, id)).submission.contributor.name !== PURGED.name;
    for (let n = 0; n < 70; n += 1) {
      await arrives(world, `rq${n}`);
      await answers(world, `rq${n}`, 'contributor', 'withdraw', 'withdraw');
      if (n < 45) broken.add(`rq${n}`);
      // Some are due at the same instant, also where a page ends.
      world.time.now += n % 4 === 0 ? 1 : 0;
    }
    world.time.now += 366 * DAY;
    expect([await forgetDue(world.system), await forgetDue(world.system), await forgetDue(world.system)]).toEqual([20, 5, 0]);
    for (let n = 45; n < 70; n += 1) expect(await isKept(`rq${n}`)).toBe(false);
    broken.clear();
    expect([await forgetDue(world.system), await forgetDue(world.system), await forgetDue(world.system)]).toEqual([20, 20, 5]);
    expect(await world.system.store.query({ index: 'requestsToPurge', equal: {}, limit: 1 })).toEqual([]);
  });

  test('Z4 nobody writes to an address that is no longer kept', async () => {
    const world = openWorld({ rules: { personalDataFor: DAY } });
    await arrives(world, 'rq1');
    const state = await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    world.time.now += DAY;
    await forgetDue(world.system);
    const late = (await effectsOf(world, 'rq1')).find(({ version, kind }) => version === state.version && kind === 'send_mail');
    if (late === undefined) throw new Error('no mail was wanted');
    await deliver(world, taskOf(late));
    expect((await view(world, 'rq1')).mails).toMatchObject([{ state: 'skipped', response: 'the address is no longer kept' }]);
    expect(world.mailer.sent).toEqual([]);
  });
});
