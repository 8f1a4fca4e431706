import { describe, expect, test } from '@jest/globals';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { loadSlots, readSlots, takeSlots } from '#contexts/backends/app/slots.ts';
import type { TurnTaker } from '#contexts/backends/ports.ts';
import { HOUR } from '#kernel/time.ts';
import { offerBackend } from '#products/rehearsal/app/offer-backend.ts';
import { listingsOf } from '#products/rehearsal/domain/listings.ts';
import { answers, deploys, does, offersTurn, queues, stateOf } from '#test/support/application/requests.ts';
import { allGates, NEWER_SHA } from '#test/support/given-request.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

const rules = { pools: { default: 2 }, rules: [], exclusiveAfter: HOUR, heavyAfter: HOUR };

/** What else is asked of other products. */
const nobody = {
  tellers: {},
  owners: {},
  driven: () => ({}),
  planOwners: () => ({}),
  listings: () => [],
  sweepers: {},
  records: async () => [],
};

/** Another product: so many of it wait, and so many of those can start when they are asked. */
function another({ system }: World, waits: number, starts: number): TurnTaker & { asked: number } {
  const self = {
    asked: 0,
    async offer(slug: string) {
      self.asked += 1;
      for (let n = 0; n < starts; n += 1)
        await system.store.transact(async (tx) => {
          const wanted = { holder: `j${n}`, key: `w/${n}`, pool: 'default', weight: 1, workspace: 'w', usesDatabase: false };
          takeSlots(tx, await loadSlots(tx, slug), rules, wanted);
        });
      return undefined;
    },
    interrupt: async () => 0,
    waiting: async () => waits,
  };
  return self;
}

/** Three requests wait, and the first that had it is gone. */
async function oneAfterAnother(
  waits: number,
  starts: number,
): Promise<{ world: World; user: { asked: number }; offers: () => Promise<string> }> {
  const world = openWorld();
  const user = another(world, waits, starts);
  world.system.others = { ...nobody, users: () => [user] };
  const offers = async (): Promise<string> => (await offerBackend(world.system, 'local', `offer:${user.asked}`)).offered;
  for (const id of ['rq1', 'rq2', 'rq3']) await queues(world, id);
  return { world, user, offers };
}

async function holderOf({ system }: World): Promise<string> {
  return (await readBackend(system, 'local')).state.lease?.requestId ?? '';
}

async function leaves(world: World): Promise<void> {
  await answers(world, await holderOf(world), 'contributor', 'withdraw', 'withdraw');
}

describe('Q3 B7 requests and what shares a backend', () => {
  test('Q3 B7 between two requests whoever shares it has a turn, and then keeps it no longer than the settings say', async () => {
    const { world, user, offers } = await oneAfterAnother(3, 0);
    expect(await offers()).toBe('granted');
    await leaves(world);
    const sharing = another(world, 3, 2);
    world.system.others = { ...nobody, users: () => [sharing] };
    expect(await offers()).toBe('shared');
    expect([await holderOf(world), user.asked, sharing.asked]).toEqual(['', 1, 1]);
    expect((await readSlots(world.system, 'local')).exclusiveSince).toBe(world.time.now);
  });

  test('Q3 O6 whoever goes on to another backend has a number there that is not that of their turn before', async () => {
    const world = openWorld();
    const before = await deploys(world, 'rq1');
    expect(before.turn).toMatchObject({ backend: 'local', fencing: 1 });
    const kept = listingsOf(before).map(({ id }) => id);
    await does(world, 'rq1', { command: 'record_gates', headSha: NEWER_SHA, gates: allGates() });
    await answers(world, 'rq1', 'grace', 'review', 'accept', { backend: 'backup' });
    await offersTurn(world, 'backup');
    const now = await stateOf(world, 'rq1');
    expect(now.turn).toMatchObject({ backend: 'backup', fencing: 2 });
    expect((await readBackend(world.system, 'backup')).state).toMatchObject({ fencing: 2, lease: { requestId: 'rq1', fencing: 2 } });
    expect(kept.filter((id) => listingsOf(now).some((one) => one.id === id))).toEqual([]);
  });

  test('Q3 B7 if none of them can start, the next request has it at once', async () => {
    const { world, offers } = await oneAfterAnother(3, 0);
    await offers();
    await leaves(world);
    expect(await offers()).toBe('granted');
  });

  test('Q3 B7 nor is it kept back where nobody shares it', async () => {
    const { world, offers } = await oneAfterAnother(0, 2);
    expect(await offers()).toBe('granted');
    await leaves(world);
    expect(await offers()).toBe('granted');
  });
});
