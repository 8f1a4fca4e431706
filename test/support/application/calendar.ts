import { sweep } from '#products/rehearsal/app/sweep.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import { deliver, type World } from '#test/support/application/world.ts';

/** The sweep looks, and every task that is due is delivered, as the queue would, until there is none. Gives how many there were. */
export async function queueWorks(world: World, only?: OutboxDocument['kind']): Promise<number> {
  const done = new Set<string>();
  await looks(world);
  for (;;) {
    const next = world.queue.tasks.find(
      ({ name, notBefore, kind }) => !done.has(name) && (notBefore ?? 0) <= world.time.now && (only === undefined || kind === only),
    );
    if (next === undefined) return done.size;
    done.add(next.name);
    await deliver(world, next);
  }
}

let sweeps = 0;

/** The sweep looks, as it does every few minutes. */
export function looks(world: World): ReturnType<typeof sweep> {
  sweeps += 1;
  return sweep(world.system, `calendar${sweeps}`);
}

export async function releaseOf({ system }: World, name: string): Promise<ReleaseState | undefined> {
  return (await system.store.get({ collection: 'releases', id: name }))?.state;
}

/** The mails about releases that wait in the outbox, with what they tell. */
export async function cutMails({ system }: World): Promise<OutboxDocument[]> {
  const mails: OutboxDocument[] = [];
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const place = after === undefined ? {} : { after };
    const found = await system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 500, ...place });
    mails.push(
      ...found.map(({ document }) => document).filter(({ effect }) => effect.kind === 'send_mail' && effect.release !== undefined),
    );
    const last = found.at(-1);
    if (last === undefined || found.length < 500) return mails;
    after = { value: last.document.sweepAt, id: last.ref.id };
  }
}
