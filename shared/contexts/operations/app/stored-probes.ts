import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import { flagKind, raisedFlags } from '#contexts/backends/domain/state.ts';
import { endedProbe, probeId, probeKind, type ProbeEnd, type ProbeState } from '#contexts/operations/domain/probe.ts';
import type { TaskTransaction } from '#contexts/operations/ports/store.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { Header } from '#kernel/process.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { AnyStored, Kernel } from '#kernel/system.ts';

/** What a probe's end is judged on: it is told to the backend in the same commit. */
interface Probed {
  probe: ProbeState;
  backend: BackendDocument;
}

/** B8. Probes have no timeline of their own: they go on for ever, and find the same almost always. What they change is on the backend's. */
export const storedProbes: AnyStored<TaskTransaction> = {
  nameOf: (id) => `probe.${id}`,
  entryOf: (probe) => ({ probe }),
  async load(tx, id): Promise<StoredState<Probed> | undefined> {
    const probe = await tx.get({ collection: 'probes', id });
    return probe && { state: { probe, backend: await loadBackend(tx, probe.slug) }, commands: [] };
  },
  change(kernel, tx, document, command) {
    const { probe, backend } = document.state as Probed;
    if (command.command !== 'end_probe' || probe.asked === undefined) return { state: document.state, unheard: [] };
    const after = endedProbe(probe, isAsked(backend) ? (command as Header & ProbeEnd) : switchedOff, command.at);
    tx.set({ collection: 'probes', id: probeId(probe) }, after);
    return { state: { probe: after, backend }, unheard: tellBackend(kernel, tx, { probe: after, backend }, command) };
  },
};

const operator = 'a probe';
export const switchedOff: ProbeEnd = { found: 'nothing', note: 'it was switched off' };

/** What comes after they were switched off says nothing: nobody would see the end of it. */
function isAsked({ state }: BackendDocument): boolean {
  return raisedFlags(state).every(({ flag }) => flagKind(flag).endsProbes !== true);
}

/** What it finds anew is a fact of the backend; that it finds the same again is none. */
function tellBackend(kernel: Kernel<TaskTransaction>, tx: TaskTransaction, { probe, backend }: Probed, { id, at }: Header): OutboxEntry[] {
  const { last, name } = probe;
  const { flag } = probeKind(name);
  const isUp = backend.state.flags[flag] !== undefined;
  if (last === undefined || last.found === 'nothing' || isUp === (last.found === 'found')) return [];
  const said = isUp
    ? ({ command: 'lower_flag', flag, operator } as const)
    : ({ command: 'raise_flag', flag, operator, why: last.note } as const);
  const done = changeBackend(kernel, tx, backend, { ...said, id, at, by: { kind: 'system', part: 'probes' } });
  return done.outcome === 'saved' ? done.effects : [];
}
