import { loadBackend } from '#contexts/backends/app/backends.ts';
import { interruptionOf } from '#contexts/backends/domain/flags.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';

const by = { kind: 'system', part: 'backends' } as const;
const MOST = 100;

/** B2. Has all jobs that run there stopped which are to be: they wait at once, and run again by themselves. Gives how many had not been asked before. */
export async function interruptJobs(house: JobHouse, slug: string, id: string): Promise<number> {
  let asked = 0;
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const found = await house.store.query({
      index: 'jobsHeld',
      equal: { heldOn: slug },
      limit: MOST,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of found) if (mayBeAsked(document.state) && (await interruptJob(house, document.id, id))) asked += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < MOST) return asked;
    after = { value: last.document.heldSince ?? 0, id: last.ref.id };
  }
}

function mayBeAsked({ state, attempt }: JobState): boolean {
  return state === 'running' && attempt?.stopping === undefined;
}

/** With the flags as they are in the same transaction: one that was lowered meanwhile stops nothing. */
async function interruptJob({ kernel }: JobHouse, job: string, id: string): Promise<boolean> {
  let unheard: OutboxEntry[] = [];
  const isAsked = await kernel.store.transact(async (tx) => {
    unheard = [];
    const document = await storedJobs.load(tx, job);
    if (document === undefined) return false;
    const { state: backend } = await loadBackend(tx, document.state.backend);
    const interruption = interruptionOf(backend, document.state.spec.usesDatabase);
    if (interruption === undefined) return false;
    const command = { id: `${id}:${document.state.attempts}`, at: tx.now(), by, command: 'interrupt', why: interruption.reason } as const;
    const done = change(kernel, tx, storedJobs, document, command);
    if (done.outcome === 'saved') unheard = done.effects;
    return done.outcome === 'saved';
  });
  await dispatchLoose(kernel, unheard);
  return isAsked;
}
