import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pick } from '#contexts/backends/domain/pick.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { noSlots, slotFaults, take, type Holder, type SlotsState } from '#contexts/backends/domain/slots.ts';
import type { Shared } from '#contexts/backends/domain/standing.ts';
import { waitCodes, type Waiting } from '#contexts/backends/domain/waiting.ts';
import { MINUTE } from '#kernel/time.ts';

const rules: PoolRules = { pools: { default: 4, database: 2 }, rules: [], exclusiveAfter: 30 * MINUTE, heavyAfter: 15 * MINUTE };
const NOW = 1_000 * MINUTE;

function job(id: string, over: Partial<Waiting> = {}): Waiting {
  const usual = { workspace: `w-${id}`, pool: 'default', weight: 1, since: NOW - MINUTE, isRerun: false, usesDatabase: false };
  return { id, key: `${over.workspace ?? `w-${id}`}/${id}`, ...usual, ...over };
}

function backend(over: Partial<Shared> = {}): Shared {
  return { slug: 'local', flags: {}, slots: noSlots, ...over };
}

function holding(...holders: Partial<Holder>[]): SlotsState {
  return holders.reduce<SlotsState>(
    (slots, one, n) =>
      take(slots, rules.pools, { holder: `h${n}`, key: `h/${n}`, pool: 'default', weight: 1, workspace: 'busy', since: 1, ...one }),
    noSlots,
  );
}

function started(waiting: Waiting[], shared: Partial<Shared> = {}): string[] {
  return pick(waiting, backend(shared), rules, NOW).starts.map(({ id }) => id);
}

function code(one: Waiting, shared: Partial<Shared> = {}, ...others: Waiting[]): string | undefined {
  return pick([one, ...others], backend(shared), rules, NOW).waits.get(one.id)?.code;
}

const raised = { since: 5, by: 'olga', why: 'disks' };

describe('B3 why something waits', () => {
  test('B3 cancelled, paused, draining, maintenance, dependency, never here, taken, capacity: the first that is true is said', () => {
    const one = job('a', {
      usesDatabase: true,
      pool: 'gpu',
      cancelled: { since: 1, why: 'by ada' },
      dependency: { since: 2, why: 'waits for b' },
    });
    const shared = {
      flags: { pause: raised, draining: raised, maintenance: raised },
      lease: { requestId: 'rq1', fencing: 1, grantedAt: 3 },
      slots: { holders: [], exclusiveSince: 0 },
    };
    const { cancelled: _cancelled, ...wanted } = one;
    const { dependency: _dependency, ...met } = wanted;
    expect(code(one, shared)).toBe('cancelled');
    expect(code(wanted, shared)).toBe('paused');
    expect(code(wanted, { ...shared, flags: { draining: raised, maintenance: raised } })).toBe('draining');
    expect(code(wanted, { ...shared, flags: { maintenance: raised } })).toBe('maintenance');
    expect(code(wanted, { ...shared, flags: {} })).toBe('dependency');
    expect(code(met, { ...shared, flags: {} })).toBe('never_here');
    expect(code({ ...met, pool: 'default' }, { ...shared, flags: {} })).toBe('backend_taken');
    expect(code({ ...met, pool: 'default' }, { slots: { holders: [], exclusiveSince: 0 } })).toBe('backend_taken');
    expect(code({ ...met, pool: 'default' }, { slots: holding({ weight: 4 }) })).toBe('no_slot');
    expect(started([{ ...met, pool: 'default' }])).toEqual(['a']);
  });

  test('B3 each says since when, and who can change it', () => {
    const told = (one: Waiting, shared: Partial<Shared>) => pick([one], backend(shared), rules, NOW).waits.get(one.id);
    const one = job('a', { usesDatabase: true });
    expect(told(one, { flags: { maintenance: { ...raised, since: 9 }, maintenance_detected: raised } })).toEqual({
      code: 'maintenance',
      why: 'local is found to be in maintenance: disks',
      since: 5,
      who: 'operator',
    });
    expect(told({ ...one, weight: 5 }, {})).toMatchObject({
      code: 'never_here',
      who: 'settings',
      since: one.since,
      why: 'it takes 5 slots of default, which has 4',
    });
    expect(told(one, { lease: { requestId: 'rq1', fencing: 1, grantedAt: 3 } })).toMatchObject({
      since: 3,
      who: 'time',
      why: 'rq1 has local alone',
    });
  });

  test('B2 B3 maintenance holds back only what uses the database', () => {
    expect(started([job('a', { usesDatabase: true }), job('b')], { flags: { maintenance: raised } })).toEqual(['b']);
  });

  test('B3 the same action of the same workspace waits for the other', () => {
    expect(code(job('a', { key: 'h/0' }), { slots: holding({}) })).toBe('same_action');
    expect(code(job('b', { key: 'w/x' }), {}, job('a', { key: 'w/x' }))).toBe('same_action');
  });

  test('B3 what is never here, and what waits for another, keeps nobody', () => {
    expect(started([job('a', { pool: 'gpu' }), job('b', { weight: 9 }), job('c', { cancelled: { since: 1, why: '' } }), job('d')])).toEqual(
      ['d'],
    );
  });
});

test('B3 R9 what could not be started keeps nobody while it pauses, and is told so', () => {
  const paused = job('a', { since: 1, backoff: { since: 2, why: 'no registry' } });
  expect(started([paused, job('b')])).toEqual(['b']);
  expect(code(paused)).toBe('backoff');
  expect(code(paused, { flags: { maintenance: raised } })).toBe('backoff');
});

describe('B7 fair share', () => {
  test('B7 interrupted ones first, then of whose workspace the fewest run, then the oldest, then by id', () => {
    const slots = holding({ workspace: 'w' }, { workspace: 'w', pool: 'database' }, { workspace: 'v', pool: 'database' });
    const waiting = [
      job('new-of-none', { since: 90 }),
      job('b', { since: 80 }),
      job('a', { since: 80 }),
      job('old-of-two', { workspace: 'w', since: 1 }),
      job('old-of-one', { workspace: 'v', since: 2 }),
      job('rerun-of-two', { workspace: 'w', since: 95, isRerun: true }),
    ];
    const wide = { ...rules, pools: { default: 10, database: 2 } };
    expect(pick(waiting, backend({ slots }), wide, NOW).starts.map(({ id }) => id)).toEqual([
      'rerun-of-two',
      'a',
      'b',
      'new-of-none',
      'old-of-one',
      'old-of-two',
    ]);
    expect(started(waiting, { slots })).toEqual(['rerun-of-two', 'a', 'b']);
  });

  test('B7 each start counts at once: one workspace with many does not take all', () => {
    const many = ['a', 'b', 'c', 'd'].map((id, n) => job(id, { workspace: 'w', since: n }));
    expect(started([...many, job('z', { workspace: 'v', since: 50 })])).toEqual(['a', 'z', 'b', 'c']);
  });

  test('B7 a pool that is full blocks no other', () => {
    const waiting = [job('a', { pool: 'database', since: 1 }), job('b', { since: 2 })];
    expect(started(waiting, { slots: holding({ pool: 'database', weight: 2 }) })).toEqual(['b']);
  });

  test('B7 a heavy one that has waited for the time of the settings has slots kept for it: nothing that came later starts before it', () => {
    const slots = holding({ weight: 2 });
    const light = job('light', { since: NOW - MINUTE });
    const heavy = job('heavy', { weight: 3, since: NOW - 15 * MINUTE, workspace: 'busy' });
    expect(started([light, heavy], { slots })).toEqual([]);
    expect(code(light, { slots }, heavy)).toBe('kept_for_another');
    expect(started([light, { ...heavy, since: heavy.since + 1 }], { slots })).toEqual(['light']);
    expect(started([job('older', { since: NOW - 16 * MINUTE }), heavy], { slots })).toEqual(['older']);
    expect(started([light, heavy], { slots: holding({}) })).toEqual(['heavy']);
    expect(started([job('small', { pool: 'database' }), heavy], { slots })).toEqual(['small']);
  });

  test('B7 what it leaves is given to others, and one that waits for its own action keeps nothing', () => {
    const heavy = job('heavy', { weight: 3, since: 1, workspace: 'busy' });
    expect(started([job('light'), heavy])).toEqual(['heavy', 'light']);
    expect(
      started([job('light'), job('other'), { ...heavy, workspace: 'more' }], { slots: holding({ workspace: 'more', pool: 'database' }) }),
    ).toEqual(['light', 'heavy']);
    expect(started([job('light'), { ...heavy, key: 'h/0' }], { slots: holding({ weight: 2 }) })).toEqual(['light']);
  });

  test('B7 of more than a thousand the oldest are looked at, in little time', () => {
    const all = Array.from({ length: 5_000 }, (_, n) => job(`j${n}`, { since: n, workspace: `w${n % 700}` }));
    const before = performance.now();
    const { starts, waits } = pick(all, backend(), rules, NOW);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(starts.map(({ id }) => id)).toEqual(['j0', 'j1', 'j2', 'j3']);
    expect([starts.length + waits.size, waits.get('j4999')?.why]).toEqual([5_000, 'more than 1000 wait before it']);
  });
});

const waitings = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefghijklmnop'),
    workspace: fc.constantFrom('w', 'v', 'u'),
    pool: fc.constantFrom('default', 'database'),
    weight: fc.integer({ min: 1, max: 4 }),
    since: fc.integer({ min: NOW - 60 * MINUTE, max: NOW }),
    isRerun: fc.boolean(),
    usesDatabase: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 16 },
);

function jobs(all: readonly Omit<Waiting, 'key'>[]): Waiting[] {
  return all.map((one) => ({ ...one, key: `${one.workspace}/${one.id.charCodeAt(0) % 7}` }));
}

describe('B7 whatever waits', () => {
  test('B7 never more than a pool has, nothing twice at once, and everybody is told of', () => {
    fc.assert(
      fc.property(waitings, (all) => {
        const waiting = jobs(all);
        const { starts, waits } = pick(waiting, backend(), rules, NOW);
        const holders = starts.map(({ id, key, pool, weight, workspace }) => ({ holder: id, key, pool, weight, workspace, since: NOW }));
        expect(slotFaults({ holders }, rules.pools, false)).toEqual([]);
        expect([...starts.map(({ id }) => id), ...waits.keys()].toSorted()).toEqual(waiting.map(({ id }) => id).toSorted());
        for (const { code: known } of waits.values()) expect(waitCodes).toContain(known);
      }),
    );
  });

  test('B7 the order in which they are given changes nothing', () => {
    fc.assert(
      fc.property(
        waitings.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, other]) => {
          const [one, two] = [pick(jobs(all), backend(), rules, NOW), pick(jobs(other), backend(), rules, NOW)];
          expect(two.starts).toEqual(one.starts);
          expect(two.waits).toEqual(one.waits);
        },
      ),
    );
  });

  test('B7 nobody starves: while slots come back everything starts, though new ones come all the time and are lighter', () => {
    fc.assert(
      fc.property(waitings, fc.integer({ min: 1, max: 3 }), (all, lasts) => {
        let waiting = jobs(all).filter(({ pool, weight }) => weight <= (rules.pools[pool] ?? 0));
        const asked = new Set(waiting.map(({ id }) => id));
        let running: { one: Waiting; until: number }[] = [];
        // Each round is a minute; in each somebody else comes with little. The bound: all that can stand before one, each for its time.
        const bound = 15 + (asked.size + 20) * lasts * 2;
        for (let round = 0; round < bound && asked.size > 0; round += 1) {
          const now = NOW + round * MINUTE;
          running = running.filter(({ until }) => until > round);
          const holders = running.map(({ one: { id, key, pool, weight, workspace } }) => ({
            holder: id,
            key,
            pool,
            weight,
            workspace,
            since: 0,
          }));
          for (const pool of ['default', 'database'])
            waiting.push(job(`new-${round}-${pool}`, { workspace: `fresh-${round}`, pool, since: now }));
          const { starts } = pick(waiting, backend({ slots: { holders } }), rules, now);
          for (const one of starts) {
            asked.delete(one.id);
            running.push({ one, until: round + lasts });
          }
          waiting = waiting.filter((one) => !starts.includes(one));
        }
        expect([...asked]).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
