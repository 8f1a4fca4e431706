import { typedOperation } from '#test/support/typed-operation.ts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { cursorIn } from '#contexts/access/domain/audit/cursor.ts';
import { collectionOf, kindOf, type AuditEntry } from '#contexts/access/domain/audit/entry.ts';
import { fits, type AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { segmentOf } from '#kernel/store/paths.ts';
import { operate } from '#functions/serve-operations/operate.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { collections } from '#functions/wiring/collections.ts';
import { machine } from '#functions/wiring/machine.ts';
import { placeReader } from '#functions/wiring/places.ts';
import type { CollectionName } from '#functions/wiring/system.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { queues } from '#test/support/application/requests.ts';

const timelines = Object.keys(collections.places).filter((name) => ['history', 'timeline'].includes(segmentOf(collections, name)));

const written = fc.record({
  collection: fc.constantFrom(...timelines),
  parent: fc.constantFrom('a', 'b'),
  at: fc.integer({ min: 1, max: 6 }),
  actor: fc.option(fc.constantFrom('person:ana', 'operator:olga'), { nil: undefined }),
  command: fc.constantFrom('raise_flag', 'answer'),
});

const asked: fc.Arbitrary<AuditFilter> = fc.record(
  {
    who: fc.constantFrom('person:ana', 'operator:olga'),
    command: fc.constantFrom('raise_flag', 'answer'),
    kind: fc.constantFrom(...timelines.map(kindOf)),
    id: fc.constantFrom('a', 'b'),
    since: fc.integer({ min: 1, max: 6 }),
    until: fc.integer({ min: 1, max: 6 }),
  },
  { requiredKeys: [] },
);

async function pages(world: World, filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (let after: ReturnType<typeof cursorIn>; ;) {
    const { entries, next } = await readAudit(world.system.store, filter, { limit, after });
    all.push(...entries);
    if (next === undefined) return all;
    after = cursorIn(next);
    if (after === undefined) throw new Error('a cursor that nobody reads');
  }
}

test('W5 in pages of any size the log has every entry that fits, once, newest first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, { maxLength: 25 }), asked, fc.integer({ min: 1, max: 7 }), async (entries, filter, limit) => {
      const world = openWorld();
      for (const [n, { collection, parent, actor, ...rest }] of entries.entries())
        await world.system.store.transact(async (tx) => {
          const ref = { collection: collection as CollectionName, parent, id: `${n}` };
          await tx.get(ref);
          const act = actor === undefined ? {} : { actor, act: { who: actor, door: 'token' } };
          tx.create(ref, { version: n, facts: [], by: { kind: 'system', part: 'test' }, commandId: `${n}`, ...act, ...rest } as never);
        });
      const found = await pages(world, filter, limit);
      const { since = 0, until = 9 } = filter;
      const all = (await pages(world, {}, 100)).filter((entry) => fits(entry, filter) && entry.at >= since && entry.at <= until);
      expect(found).toEqual(all);
      expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted((a, b) => b - a));
      expect(new Set((await pages(world, {}, 3)).map(({ version }) => version)).size).toBe(entries.length);
      await world.system.store.close();
    }),
    { numRuns: 60 },
  );
});

test('W5 every timeline is of a process that the log can name', () => {
  expect(timelines.map(kindOf).filter((kind) => !Object.hasOwn(machine.processes, kind))).toEqual([]);
  expect(timelines.filter((collection) => collectionOf(kindOf(collection)) !== collection)).toEqual([]);
});

test('W5 the log is searched from the command line: who, what, on what, through which door, and why they could', async () => {
  const world = openWorld();
  await queues(world, 'rq7k2m');
  const { system, host } = world;
  const ask = async (...words: string[]) => {
    const who = operatorPrincipal('olga', 'token');
    const asking = { newId: () => words.join('-'), intakeOpen: true, asks: askTools({ system }, host), placeOf: placeReader(system), who };
    const said = await operate(system, asking, typedOperation(words));
    if (!('done' in said)) throw new Error(JSON.stringify(said));
    return said.done;
  };
  await ask('backends', 'pause', 'local', '--why', 'it smokes');
  const { rows = [] } = await ask('audit', '--who', 'operator:olga', '--kind', 'backend');
  expect(rows).toEqual([
    expect.objectContaining({
      who: 'operator:olga',
      command: 'raise_flag',
      on: 'backend local',
      door: 'token',
      permission: 'backends.switch',
      because: 'operator (all, operator)',
      outcome: 'done',
    }),
  ]);
  expect((await ask('audit', '--kind', 'request', '--command', 'answer')).rows?.map(({ who, on }) => [who, on])).toEqual([
    ['person:grace', 'request rq7k2m'],
  ]);
  expect((await ask('audit', '--outcome', 'denied')).rows).toEqual([]);
});
