import { describe, expect, test } from '@jest/globals';
import { giveBack, loadSlots, readSlots, takeSlots, type Taken } from '#contexts/backends/app/slots.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { MINUTE } from '#kernel/time.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { turns } from '#products/rehearsal/app/sweepers/turns.ts';
import { answers, deploys, queues, stateOf } from '#test/support/application/requests.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

const rules: PoolRules = { pools: { default: 2 }, rules: [], exclusiveAfter: 30 * MINUTE, heavyAfter: 15 * MINUTE };

async function takes({ system }: World, holder: string, over: { key?: string; pool?: string; weight?: number } = {}): Promise<Taken> {
  return system.store.transact(async (tx) => {
    const open = await loadSlots(tx, 'local');
    return takeSlots(tx, open, rules, {
      holder,
      key: `w/${holder}`,
      pool: 'default',
      weight: 1,
      workspace: 'w',
      usesDatabase: false,
      ...over,
    });
  });
}

async function gives({ system }: World, holder: string): Promise<void> {
  await system.store.transact(async (tx) => {
    giveBack(tx, await loadSlots(tx, 'local'), holder);
  });
}

function codeOf(taken: Taken): string {
  return 'refused' in taken ? taken.refused.code : 'taken';
}

async function holders({ system }: World): Promise<string[]> {
  return (await readSlots(system, 'local')).holders.map(({ holder }) => holder);
}

describe('B7 slots are kept with what takes them', () => {
  test('B7 eight at once for two slots: two have them, and each that is given back goes to one', async () => {
    const world = openWorld();
    const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => takes(world, `j${n}`)));
    expect(taken.map(codeOf).toSorted()).toEqual([...Array.from({ length: 6 }, () => 'no_slot'), 'taken', 'taken']);
    const [first = ''] = await holders(world);
    await gives(world, first);
    await gives(world, first);
    expect(codeOf(await takes(world, 'next'))).toBe('taken');
    expect(codeOf(await takes(world, 'another'))).toBe('no_slot');
  });

  test('B7 two of one transaction are taken one after the other', async () => {
    const world = openWorld();
    const codes = await world.system.store.transact(async (tx) => {
      let open = await loadSlots(tx, 'local');
      return ['a', 'b', 'c'].map((holder) => {
        const taken = takeSlots(tx, open, rules, { holder, key: holder, pool: 'default', weight: 1, workspace: 'w', usesDatabase: false });
        if ('slots' in taken) open = taken.slots;
        return codeOf(taken);
      });
    });
    expect(codes).toEqual(['taken', 'taken', 'no_slot']);
    expect(await holders(world)).toEqual(['a', 'b']);
  });

  test('B7 the same action of the same workspace waits for the end of the other, whoever asks', async () => {
    const world = openWorld();
    await takes(world, 'one', { key: 'w/a' });
    expect(await takes(world, 'two', { key: 'w/a' })).toMatchObject({ refused: { code: 'key_held', holder: 'one' } });
    await gives(world, 'one');
    expect(codeOf(await takes(world, 'two', { key: 'w/a' }))).toBe('taken');
  });

  test('B2 nothing new takes slots while a flag blocks; what has them keeps them', async () => {
    const world = openWorld();
    await takes(world, 'one');
    await raiseFlag(kernelOf(world.system), { backend: 'local', flag: 'pause', operator: 'olga', why: 'disks', id: 'p' });
    expect(await takes(world, 'two')).toEqual({ refused: { code: 'blocked', message: 'local is paused: disks' } });
    expect(await holders(world)).toEqual(['one']);
  });
});

describe('Q3 alone or shared', () => {
  test('Q3 while a request has the backend alone nobody takes a slot of it', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    expect(await takes(world, 'one')).toEqual({ refused: { code: 'leased', message: 'rq1 has local alone' } });
  });

  test('Q3 a request gets it once all slots are back, and is never granted beside them', async () => {
    const world = openWorld();
    await takes(world, 'one');
    await queues(world, 'rq1');
    expect(await offerTurn(world.system, 'local', 'a')).toBe('shared');
    expect((await stateOf(world, 'rq1')).status).toBe('queued');
    // It has only begun to wait: others may still start beside what runs.
    expect(codeOf(await takes(world, 'two'))).toBe('taken');
    await gives(world, 'one');
    expect(await offerTurn(world.system, 'local', 'b')).toBe('shared');
    await gives(world, 'two');
    expect(await offerTurn(world.system, 'local', 'c')).toBe('granted');
    expect(await readSlots(world.system, 'local')).toEqual({ holders: [] });
  });

  test('Q3 a request that has waited for the time of the settings starves no more: nothing new starts beside what runs', async () => {
    const world = openWorld();
    await takes(world, 'one');
    await queues(world, 'rq1');
    await offerTurn(world.system, 'local', 'a');
    world.time.now += 30 * MINUTE;
    expect(codeOf(await takes(world, 'two'))).toBe('exclusive_waits');
    await gives(world, 'one');
    expect(codeOf(await takes(world, 'two'))).toBe('exclusive_waits');
    expect(await offerTurn(world.system, 'local', 'b')).toBe('granted');
  });

  test('Q3 one that does not wait any more holds nobody back: the sweep sees to it', async () => {
    const world = openWorld();
    await takes(world, 'one');
    await queues(world, 'rq1');
    await offerTurn(world.system, 'local', 'a');
    world.time.now += 30 * MINUTE;
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    await turns.look(world.system, 'sweep');
    expect(codeOf(await takes(world, 'two'))).toBe('taken');
  });
});
