import { auditEntry, type AuditFound } from '#contexts/access/domain/audit/entry.ts';
import type { Commanded, TraceSeen } from '#contexts/access/domain/trace/steps.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store } from '#kernel/store/port.ts';
import type { Subject } from '#kernel/subject.ts';

type TraceStore = Pick<Store<KernelTables>, 'query'>;

/** Commands, and effects, that one look at a trace reads. */
const MOST = 300;

/** X8. What was commanded and asked for in a trace, oldest first; `only`: of this subject alone. */
export async function readTrace(store: TraceStore, traceId: string, only?: Subject): Promise<TraceSeen> {
  const of = { equal: { traceId }, limit: MOST } as const;
  const [ringing, history, outbox] = await Promise.all([
    store.query({ index: 'ringingOfTrace', ...of }),
    store.query({ index: 'historyOfTrace', ...of }),
    store.query({ index: 'outboxOfTrace', ...of }),
  ]);
  const isWanted = ({ kind, id }: Subject): boolean => only === undefined || (only.kind === kind && only.id === id);
  const commands = [...ringing, ...history].map(commandOf).filter(({ on }) => isWanted(on));
  return {
    commands: commands.toSorted((a, b) => a.at - b.at),
    effects: outbox.map(({ document }) => document).filter(({ subject }) => isWanted(subject)),
    isWhole: [ringing, history, outbox].every((found) => found.length < MOST),
  };
}

/** The last of these traces, as one. */
export async function readTraces(store: TraceStore, traceIds: readonly string[], most: number, only: Subject): Promise<TraceSeen> {
  const all = await Promise.all(traceIds.slice(-most).map((one) => readTrace(store, one, only)));
  return {
    commands: all.flatMap(({ commands }) => commands).toSorted((a, b) => a.at - b.at),
    effects: all.flatMap(({ effects }) => effects).toSorted((a, b) => a.createdAt - b.createdAt),
    isWhole: traceIds.length <= most && all.every(({ isWhole }) => isWhole),
  };
}

function commandOf(found: AuditFound): Commanded {
  const { at, command, on, version, who } = auditEntry(found);
  return { at, command, on, version, who };
}
