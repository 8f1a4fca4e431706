import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { giveBack, noSlots, room, slotFaults, take, whyNoSlot, type Holder, type SlotsState } from '#contexts/backends/domain/slots.ts';

const sizes = { default: 4, database: 2 };

function holder(over: Partial<Holder> = {}): Holder {
  return { holder: 'job-1', key: 'w/a', pool: 'default', weight: 1, workspace: 'w', since: 1, ...over };
}

describe('B7 slots of pools', () => {
  test('B7 what is taken is in use of its own pool only, and comes back whole', () => {
    const taken = take(noSlots, sizes, holder({ weight: 3 }));
    expect(Object.fromEntries(room(taken, sizes))).toEqual({
      default: { size: 4, used: 3, free: 1 },
      database: { size: 2, used: 0, free: 2 },
    });
    const back = giveBack(taken, 'job-1');
    expect(back.holders).toEqual([]);
    expect(giveBack(back, 'job-1')).toBe(back);
  });

  test.each([
    ['a pool that there is not', { pool: 'gpu' }, 'unknown_pool', 'this backend has no pool gpu'],
    ['a name that every object has', { pool: 'constructor' }, 'unknown_pool', 'this backend has no pool constructor'],
    ['more than the pool has', { weight: 5 }, 'too_heavy', 'it takes 5 slots of default, which has 4'],
    ['more than is free', { weight: 2 }, 'no_slot', 'it takes 2 slots of default, of which 1 are free'],
    ['the same action of the same workspace', { key: 'w/a' }, 'key_held', 'w/a has not ended yet'],
    ['the same holder, of something else', { holder: 'job-1' }, 'key_held', 'w/a has not ended yet'],
  ])('B7 refused: %s', (_what, over, code, message) => {
    const taken = take(noSlots, sizes, holder({ weight: 3 }));
    const wanted = holder({ holder: 'job-2', key: 'w/b', ...over });
    expect(whyNoSlot(taken, sizes, wanted)).toMatchObject({ code, message });
    expect(() => take(taken, sizes, wanted)).toThrow('slots are taken that there are not');
  });

  test('B7 a weight of nothing, of less and of a part is never taken', () => {
    for (const weight of [0, -1, 0.5, Number.NaN]) expect(() => take(noSlots, sizes, holder({ weight }))).toThrow('a weight of');
  });

  test('B7 a pool that the settings made smaller, or took away, frees nothing before what runs there has ended', () => {
    const taken = take(take(noSlots, sizes, holder({ weight: 4 })), sizes, holder({ holder: 'job-2', key: 'w/b', pool: 'database' }));
    const smaller = { default: 2 };
    expect(Object.fromEntries(room(taken, smaller))).toEqual({
      default: { size: 2, used: 4, free: 0 },
      database: { size: 0, used: 1, free: 0 },
    });
    expect(whyNoSlot(taken, smaller, holder({ holder: 'job-3', key: 'w/c' }))).toMatchObject({ code: 'no_slot' });
  });

  test('B7 whatever is taken and given back: never more than a pool has, and nothing twice at once', () => {
    const wanted = fc.record({
      holder: fc.constantFrom('j1', 'j2', 'j3', 'j4', 'j5'),
      key: fc.constantFrom('w/a', 'w/b', 'v/a'),
      pool: fc.constantFrom('default', 'database', 'none'),
      weight: fc.integer({ min: 1, max: 5 }),
      gives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 40 }), (all) => {
        let slots: SlotsState = noSlots;
        for (const { gives, ...one } of all) {
          if (gives) slots = giveBack(slots, one.holder);
          else if (whyNoSlot(slots, sizes, one) === undefined) slots = take(slots, sizes, { ...one, workspace: 'w', since: 1 });
          expect(slotFaults(slots, sizes, false)).toEqual([]);
        }
      }),
    );
  });

  test('B7 the check of slots finds each of what must never be', () => {
    const one = holder({ weight: 3 });
    expect(slotFaults({ holders: [one, holder({ key: 'w/b', weight: 2 })] }, sizes, true)).toEqual([
      'job-1 holds slots twice',
      '5 slots of default are in use, which has 4',
      'slots are in use while somebody has it alone',
    ]);
    expect(slotFaults({ holders: [one, holder({ holder: 'job-2', pool: 'database' })] }, sizes, false)).toEqual(['w/a holds slots twice']);
  });
});
