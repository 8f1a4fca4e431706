import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { backendUsers } from '#products/rehearsal/app/backend-user.ts';
import { noBackend, textOf } from '#products/rehearsal/app/operate/lists.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import { tokensReaching } from '#contexts/access/app/tokens.ts';
import { addBackend, removeBackend } from '#contexts/backends/app/adding.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { addedBackends, findBackend, MOST_ADDED } from '#contexts/backends/app/named.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import { raisedFlags } from '#contexts/backends/domain/state.ts';
import { probeNames } from '#contexts/operations/domain/probe.ts';
import { probeRows } from '#products/rehearsal/app/operate/probe-rows.ts';
import { takeUpProbes } from '#products/rehearsal/app/probes.ts';
import { healthOf } from '#contexts/backends/domain/contact.ts';
import type { AddedBackend } from '#contexts/backends/domain/added.ts';
import { DEFAULT_POOL } from '#contexts/backends/domain/pool-rules.ts';
import { room } from '#contexts/backends/domain/slots.ts';

interface Asking {
  backend: string;
  by: string;
  id: string;
}

/** B10: a backend that is shared, from now on; of one that is there, what is left out stays. The settings win where they name it too, so it is refused. B8: its probes are asked at once. */
export async function addOne(
  system: System,
  { backend, by, id }: Asking,
  { kind, ...given }: Pick<AddedBackend, 'kind'> & Partial<AddedBackend>,
): Promise<Operated> {
  if (system.rules.backends.some(({ slug }) => slug === backend))
    return { refused: 'conflict', detail: `the settings name ${backend}: what it has is said there` };
  const others = await addedBackends(system);
  if (others.length >= MOST_ADDED) return { refused: 'conflict', detail: `${MOST_ADDED} are added already` };
  const { name = backend, pools = { [DEFAULT_POOL]: 1 }, probes = {} } = { ...(await readBackend(system, backend)).state.added, ...given };
  const done = await addBackend(kernelOf(system), { backend, operator: by, id }, { name, kind, pools, probes });
  if ('refused' in done) return { refused: 'conflict', detail: done.refused.message };
  await takeUpProbes(system, backend, id);
  const shown = await showOne(system, backend, false);
  const isNew = others.every(({ slug }) => slug !== backend);
  return isNew && 'done' in shown ? { done: { ...shown.done, outcome: 'created' } } : shown;
}

/** B10: only when nothing uses it, or could. */
export async function removeOne(system: System, { backend, by, id }: Asking): Promise<Operated> {
  const waiting = await waitingFor(system, backend);
  if (waiting > 0) return { refused: 'conflict', detail: `${backend} is in use: ${waiting} wait for it` };
  const kernel = kernelOf(system);
  const done = await system.store.transact(async (tx) => {
    const removed = await removeBackend(kernel, tx, { backend, operator: by, id }, () => userOf(tx, backend));
    // Nobody waits for its agent any more, nor for its data.
    if (!('refused' in removed)) for (const what of ['agent', 'data']) tx.delete({ collection: 'alarms', id: `${what}:${backend}` });
    return removed;
  });
  if (!('refused' in done)) return { done: { facts: { backend, removed: true } } };
  const { code, message } = done.refused;
  if (code !== 'not_added') return { refused: 'conflict', detail: message };
  if (!system.rules.backends.some(({ slug }) => slug === backend)) return noBackend(system, backend);
  return { refused: 'conflict', detail: `the settings name ${backend}: it is removed there` };
}

/** Of all products. What comes for it between this look and its end finds no such backend. */
async function waitingFor(system: System, backend: string): Promise<number> {
  const all = await Promise.all(backendUsers(system).map((user) => user.waiting(backend)));
  return all.reduce((sum, one) => sum + one, 0);
}

/** Who has it now, or may ask for it at any time. */
async function userOf(tx: Transaction, backend: string): Promise<string | undefined> {
  // B8. A probe disturbs nobody, and is of no use to anybody else; of each there is one at a time.
  const tasks = await tx.query({ index: 'agentTasksOpen', parent: backend, equal: { open: true }, limit: 1 + probeNames.length });
  const task = tasks.find(({ document }) => document.body.kind !== 'probe');
  if (task !== undefined) return `its agent has the task ${task.document.id}`;
  const tokens = await tokensReaching(tx, backend, tx.now());
  return tokens.length === 0 ? undefined : `${tokens.join(', ')} reach it; revoke them first`;
}

/** `withTokens`: only for those who may see whose tokens there are. */
export async function showOne(system: System, slug: string, withTokens: boolean): Promise<Operated> {
  const [named, backend, slots, now] = await Promise.all([
    findBackend(system, slug),
    readBackend(system, slug),
    readSlots(system, slug),
    system.store.now(),
  ]);
  if (named === undefined) return noBackend(system, slug);
  const { added } = backend.state;
  const rows = [...room(slots, named.sharing.pools)].map(([pool, { size, used }]): OperationRow => ({ pool, slots: size, used }));
  return {
    done: {
      facts: {
        backend: slug,
        name: named.name,
        from: named.from,
        ...(added === undefined ? {} : { addedSince: iso(added.since), addedBy: added.by }),
        ...(added !== undefined && named.from === 'settings' ? { note: 'the settings name it too, and win' } : {}),
        ...(withTokens ? { tokens: (await tokensReaching(system.store, slug, now)).join(', ') || 'none' } : {}),
        health: healthOf(backend.state, backend, system.rules.silentAfter, now),
        lastSeen: iso(backend.lastSeenAt),
        flags: textOf(raisedFlags(backend.state)),
      },
      rows: [...rows, ...(await probeRows(system, slug))],
    },
  };
}
