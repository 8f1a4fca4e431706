import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import { endedProbe, type ProbeEnd, type ProbeState } from '#contexts/operations/domain/probe.ts';
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
  nameOf: (slug) => `probe.${slug}`,
  entryOf: (probe) => ({ probe }),
  async load(tx, slug): Promise<StoredState<Probed> | undefined> {
    const probe = await tx.get({ collection: 'probes', id: slug });
    return probe && { state: { probe, backend: await loadBackend(tx, slug) }, commands: [] };
  },
  change(kernel, tx, document, command) {
    const { probe, backend } = document.state as Probed;
    if (command.command !== 'end_probe' || probe.asked === undefined) return { state: document.state, unheard: [] };
    const after = endedProbe(probe, command as Header & ProbeEnd, command.at);
    tx.set({ collection: 'probes', id: probe.slug }, after);
    return { state: { probe: after, backend }, unheard: tellBackend(kernel, tx, { probe: after, backend }, command) };
  },
};

const operator = 'a probe';

/** What it finds anew is a fact of the backend; that it finds the same again is none. */
function tellBackend(kernel: Kernel<TaskTransaction>, tx: TaskTransaction, { probe, backend }: Probed, { id, at }: Header): OutboxEntry[] {
  const { last } = probe;
  const isUp = backend.state.flags.maintenance_detected !== undefined;
  if (last === undefined || last.found === 'nothing' || isUp === (last.found === 'maintenance')) return [];
  const flag = 'maintenance_detected' as const;
  const said = isUp
    ? ({ command: 'lower_flag', flag, operator } as const)
    : ({ command: 'raise_flag', flag, operator, why: last.note } as const);
  const done = changeBackend(kernel, tx, backend, { ...said, id, at, by: { kind: 'system', part: 'probes' } });
  return done.outcome === 'saved' ? done.effects : [];
}
