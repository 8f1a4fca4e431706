import { loadBackend } from '#contexts/backends/app/backends.ts';
import { probesOf, type ProbeRules } from '#contexts/backends/domain/probe-rules.ts';
import { flagKind, raisedFlags, type BackendState } from '#contexts/backends/domain/state.ts';
import { beginProbe } from '#contexts/operations/app/begin-probe.ts';
import { newProbe, nextProbeAt, probeId, probeNames, type ProbeOf, type ProbeState } from '#contexts/operations/domain/probe.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

type Ruled = Pick<System, 'rules' | 'timeScale'>;

/** B8. As the backend is asked now; undefined where that probe is not asked, or none is. */
function rulesNow({ rules, timeScale }: Ruled, state: BackendState, { name }: ProbeOf): ProbeRules | undefined {
  const isOff = raisedFlags(state).some(({ flag }) => flagKind(flag).endsProbes === true);
  return isOff ? undefined : probesOf(rules, state, timeScale)[name];
}

export async function readProbeRules(system: System, of: ProbeOf): Promise<ProbeRules | undefined> {
  return rulesNow(system, (await loadBackend(system.store, of.slug)).state, of);
}

/** Whoever looks after it so far, if anybody does, has been overtaken. */
export async function takeUpProbe(
  system: System,
  of: ProbeOf,
  id: string,
  isNeeded: (tx: Transaction, probe: ProbeState) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const made = await system.store.transact(async (tx) => {
    const probe = (await tx.get({ collection: 'probes', id: probeId(of) })) ?? newProbe(of);
    return (await isNeeded(tx, probe)) ? keep(system, tx, probe, id) : undefined;
  });
  if (made !== undefined) await dispatchLoose(kernelOf(system), [made]);
  return made !== undefined;
}

/** B8. All that are asked of it, as they are to be asked from now on; each at once where its time has come. */
export async function takeUpProbes(system: System, slug: string, id: string): Promise<void> {
  for (const name of probeNames)
    if ((await readProbeRules(system, { slug, name })) !== undefined) await takeUpProbe(system, { slug, name }, id);
}

/** Whether nobody looks after it, or not when it is next due. */
export async function isForgotten(tx: Transaction, probe: ProbeState, rules: Pick<ProbeRules, 'every'>): Promise<boolean> {
  const kept = probe.keptBy === undefined ? undefined : await tx.get({ collection: 'outbox', id: probe.keptBy });
  const due = probe.asked?.until ?? nextProbeAt(probe, rules) ?? 0;
  return kept?.open !== true || kept.dueAt > Math.max(due, tx.now()) + MINUTE;
}

function keep(system: System, tx: Transaction, probe: ProbeState, id: string) {
  const { slug, name } = probe;
  const effect = { kind: 'keep_probe', backend: slug, ...(name === 'maintenance' ? {} : { probe: name }) } as const;
  const entry = looseEntry(system, `probe.${probeId(probe)}-${id}-keep_probe`, { kind: 'backend', id: slug }, effect, tx.now());
  tx.create({ collection: 'outbox', id: entry.key }, entry);
  tx.set({ collection: 'probes', id: probeId(probe) }, { ...probe, keptBy: entry.key });
  return entry;
}

/** `since`: the one that is under way was asked for then. */
export type AskedProbe = { number: number } | { busy: Instant } | { off: true };

/** B8. One beside those of the settings, at once. Of one key it is one, while it is under way or the last. */
export async function askProbe(system: System, of: ProbeOf, key: string): Promise<AskedProbe> {
  const kernel = kernelOf(system);
  const { asked, made } = await system.store.transact(async (tx) => {
    const probe = (await tx.get({ collection: 'probes', id: probeId(of) })) ?? newProbe(of);
    const rules = rulesNow(system, (await loadBackend(tx, of.slug)).state, of);
    const { asked: now, last } = probe;
    if (now?.key === key) return { asked: { number: probe.number }, made: [] };
    if (last?.key === key) return { asked: { number: last.number }, made: [] };
    if (rules === undefined) return { asked: { off: true } as const, made: [] };
    if (now !== undefined) return { asked: { busy: now.at }, made: [] };
    const begun = beginProbe(kernel, tx, probe, { rules, key });
    return { asked: { number: begun.number }, made: [keep(system, tx, begun, `asked-${begun.number}`)] };
  });
  await dispatchLoose(kernel, made);
  return asked;
}
