import { storedProbes } from '#contexts/operations/app/stored-probes.ts';
import { nextProbeAt, probeName, probeTask, type ProbeRules, type ProbeState } from '#contexts/operations/domain/probe.ts';
import type { TaskTransaction } from '#contexts/operations/ports/store.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { patience } from '#kernel/outbox.ts';
import type { Kernel } from '#kernel/system.ts';
import { MINUTE, SECOND, type Duration } from '#kernel/time.ts';

/** While one is under way. */
const LOOK_AGAIN = 5 * SECOND;
/** An agent that works tells the end of what it was given in time; what it does not tell by then is no longer waited for. */
const GRACE = MINUTE;

/** B8. Asks the backend's agent where its time has come, and gives up what is not answered. Gives after how long it is to be looked at again; undefined where nothing is asked of the backend any more. */
export async function keepProbe(
  kernel: Kernel<TaskTransaction>,
  slug: string,
  rules: ProbeRules | undefined,
): Promise<Duration | undefined> {
  await forget(kernel, slug);
  let unheard: OutboxEntry[] = [];
  const after = await kernel.store.transact(async (tx) => {
    unheard = [];
    const probe = (await tx.get({ collection: 'probes', id: slug })) ?? { slug, number: 0 };
    const known = await storedProbes.load(tx, slug);
    const now = tx.now();
    if (probe.asked !== undefined) {
      if (rules !== undefined && now < probe.asked.until) return patience(kernel, LOOK_AGAIN);
      const note = rules === undefined ? 'it was switched off' : 'it was not answered in time';
      unheard = known === undefined ? [] : storedProbes.change(kernel, tx, known, endOf(probe, note, now)).unheard;
      return rules === undefined ? undefined : rules.every;
    }
    if (rules === undefined) return undefined;
    const at = nextProbeAt(probe, rules) ?? now;
    if (at > now) return at - now;
    ask(kernel, tx, probe, rules, now);
    return patience(kernel, LOOK_AGAIN);
  });
  await dispatchLoose(kernel, unheard);
  return after;
}

function endOf({ slug, number }: ProbeState, note: string, at: number) {
  const by = { kind: 'system', part: 'probes' };
  return { command: 'end_probe', id: `${probeTask(slug, number)}:lost`, at, by, found: 'nothing', note };
}

function ask(kernel: Kernel<TaskTransaction>, tx: TaskTransaction, probe: ProbeState, rules: ProbeRules, now: number): void {
  const { slug } = probe;
  const number = probe.number + 1;
  const id = probeTask(slug, number);
  const { command, timeout, maintenanceExitCode } = rules;
  const until = now + patience(kernel, timeout + GRACE);
  tx.set({ collection: 'probes', id: slug }, { ...probe, number, asked: { at: now, until, maintenanceExitCode } });
  tx.create(
    { collection: 'agentTasks', parent: slug, id },
    {
      id,
      backend: slug,
      subject: { kind: 'probe', id: slug },
      operation: probeName(number),
      fencing: number,
      shared: true,
      open: true,
      state: 'offered',
      createdAt: now,
      body: { kind: 'probe', command, timeout },
    },
  );
}

/** Z6. Nothing is left of one that is over but what it found. */
async function forget({ store }: Kernel<TaskTransaction>, slug: string): Promise<void> {
  await store.transact(async (tx) => {
    const probe = await tx.get({ collection: 'probes', id: slug });
    if (probe?.last === undefined) return;
    const ref = { collection: 'agentTasks', parent: slug, id: probeTask(slug, probe.last.number) } as const;
    if ((await tx.get(ref)) !== undefined) tx.delete(ref);
  });
}
