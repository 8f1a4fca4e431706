import { beginProbe } from '#contexts/operations/app/begin-probe.ts';
import { storedProbes, switchedOff } from '#contexts/operations/app/stored-probes.ts';
import type { ProbeRules } from '#contexts/backends/domain/probe-rules.ts';
import {
  newProbe,
  nextProbeAt,
  probeId,
  probeTask,
  type ProbeEnd,
  type ProbeOf,
  type ProbeState,
} from '#contexts/operations/domain/probe.ts';
import type { TaskTransaction } from '#contexts/operations/ports/store.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { patience } from '#kernel/outbox.ts';
import type { Kernel } from '#kernel/system.ts';
import { SECOND, type Duration } from '#kernel/time.ts';

/** While one is under way. */
const LOOK_AGAIN = 5 * SECOND;

/** One look, under the lease of the effect of this key. `rules`: nothing is asked where they are left out. */
export interface Look {
  of: ProbeOf;
  key: string;
  rules: ProbeRules | undefined;
}

/** B8. Asks the backend's agent where its time has come, and gives up what is not answered. Gives after how long it is to be looked at again; undefined where nothing is asked of the backend any more, or by another. */
export async function keepProbe(kernel: Kernel<TaskTransaction>, look: Look): Promise<Duration | undefined> {
  await forget(kernel, look.of);
  const { after, unheard } = await kernel.store.transact((tx) => lookOnce(kernel, tx, look));
  await dispatchLoose(kernel, unheard);
  // Not answered, it is answered no more.
  await forget(kernel, look.of);
  return after;
}

interface Looked {
  after: Duration | undefined;
  unheard: OutboxEntry[];
}

async function lookOnce(kernel: Kernel<TaskTransaction>, tx: TaskTransaction, { of, key, rules }: Look): Promise<Looked> {
  const probe = (await tx.get({ collection: 'probes', id: probeId(of) })) ?? newProbe(of);
  const known = await storedProbes.load(tx, probeId(of));
  const now = tx.now();
  if (probe.keptBy !== undefined && probe.keptBy !== key) return { after: undefined, unheard: [] };
  if (probe.asked !== undefined) {
    if (rules !== undefined && now < probe.asked.until) return { after: patience(kernel, LOOK_AGAIN), unheard: [] };
    const end: ProbeEnd = rules === undefined ? switchedOff : { found: 'nothing', note: 'it was not answered in time' };
    const unheard = known === undefined ? [] : storedProbes.change(kernel, tx, known, commandOf(probe, end, now)).unheard;
    return { after: rules?.every, unheard };
  }
  if (rules === undefined) return { after: undefined, unheard: [] };
  const at = nextProbeAt(probe, rules) ?? now;
  if (at > now) return { after: at - now, unheard: [] };
  beginProbe(kernel, tx, probe, { rules });
  return { after: patience(kernel, LOOK_AGAIN), unheard: [] };
}

function commandOf(probe: ProbeState, end: ProbeEnd, at: number) {
  const by = { kind: 'system', part: 'probes' };
  return { command: 'end_probe', id: `${probeTask(probe, probe.number)}:lost`, at, by, ...end };
}

/** Z6. Nothing is left of one that is over but what it found. */
async function forget({ store }: Kernel<TaskTransaction>, of: ProbeOf): Promise<void> {
  await store.transact(async (tx) => {
    const probe = await tx.get({ collection: 'probes', id: probeId(of) });
    if (probe?.last === undefined) return;
    const ref = { collection: 'agentTasks', parent: of.slug, id: probeTask(of, probe.last.number) } as const;
    if ((await tx.get(ref)) !== undefined) tx.delete(ref);
  });
}
