import { readBackend } from '#contexts/backends/app/backends.ts';
import { findBackend } from '#contexts/backends/app/named.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import { healthOf } from '#contexts/backends/domain/contact.ts';
import { atDeadline, awaited, expectations, outlookOf, type Awaited } from '#contexts/backends/domain/drain.ts';
import { room } from '#contexts/backends/domain/slots.ts';
import { raisedFlags } from '#contexts/backends/domain/state.ts';
import { holdersOf } from '#contexts/operations/app/agents/tasks-for.ts';
import { usesIn } from '#contexts/operations/app/keep-drain.ts';
import { silenceOf } from '#contexts/telling/domain/alarm/silence.ts';
import { backendUsers } from '#products/rehearsal/app/backend-user.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { probeRows } from '#products/rehearsal/app/operate/probe-rows.ts';
import { isKnown, noBackend } from '#products/rehearsal/app/operate/lists.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Instant } from '#kernel/time.ts';

/** B1, B2. How a backend stands: its flags, slots, what waits, and of a drain what it waits for. */
export async function backendStanding(system: System, slug: string): Promise<Operated> {
  if (!(await isKnown(system, slug))) return noBackend(system, slug);
  // What is added while the system runs has an agent.
  const rule = system.rules.backends.find((one) => one.slug === slug) ?? { executor: 'agent' };
  const named = await findBackend(system, slug);
  const [document, slots, now] = [await readBackend(system, slug), await readSlots(system, slug), await system.store.now()];
  const waiting = await Promise.all(backendUsers(system).map((user) => user.waiting(slug)));
  const silent = silenceOf(rule, document, system.rules.silentAfter, now, undefined);
  const all = awaited(await usesIn(system.store, document), { now, ...(silent === undefined ? {} : { silentSince: silent.since }) });
  const { lease } = document.state;
  const used = [...room(slots, named?.sharing.pools ?? {})].map(([pool, { used: count, size }]) => `${pool} ${count} of ${size}`);
  const facts = {
    backend: slug,
    health: healthOf(document.state, document, system.rules.silentAfter, now),
    holder: lease?.requestId ?? '',
    slots: used.join(', '),
    waiting: waiting.reduce((sum, one) => sum + one, 0),
    lastSeen: iso(document.lastSeenAt),
    workHeldBy: await workHeldBy(system, slug),
    silent: silent !== undefined,
    rebooted: iso(document.rebootedAt),
    ...outlookFacts(all),
    ...drainFacts(document),
  };
  return { done: { facts, rows: [...flagRows(document, now), ...all.map((one) => useRow(one, now)), ...(await probeRows(system, slug))] } };
}

/** R10. Agents of another kind are told of nothing there. */
async function workHeldBy({ store }: System, slug: string): Promise<string> {
  const names = { ours: 'our agent', job_runner: 'the agent of job-runner' } as const;
  return (await holdersOf(store, slug)).map((kind) => names[kind]).join(', ');
}

/** B2. What a drain waits for, or one would that is asked for now to wait. */
function outlookFacts(all: readonly Awaited[]): OperationRow {
  const { running, freeBy, slow, unknown, stopping, never } = outlookOf(all);
  return { running, freeBy: iso(freeBy), late: slow, unknownEnds: unknown, stopping, neverEnds: never };
}

function drainFacts({ state: { drain } }: BackendDocument): OperationRow {
  if (drain === undefined) return { draining: false };
  return {
    draining: true,
    mode: drain.mode,
    ready: drain.readyAt !== undefined,
    ...(drain.readyAt === undefined ? {} : { readySince: iso(drain.readyAt) }),
    ...(drain.deadline === undefined ? {} : { deadline: iso(drain.deadline) }),
    ...(drain.overdueAt === undefined ? {} : { overdueSince: iso(drain.overdueAt) }),
    resumesAtReturn: drain.resumesAtReturn === true,
  };
}

function flagRows({ state }: BackendDocument, now: Instant): OperationRow[] {
  return raisedFlags(state).map(({ label, since, by, why }) => ({
    what: 'flag',
    name: label,
    since: iso(since),
    for: spanOf(now - since),
    by,
    why,
  }));
}

/** One piece of work: `late`, by how much it is. `becomes`: what becomes of it by a drain that stops. */
function useRow({ kind, name, since, expectedEnd, expectedFrom, stoppingSince, pace, why }: Awaited, now: Instant): OperationRow {
  return {
    what: kind,
    name,
    since: iso(since),
    for: spanOf(now - since),
    expectedEnd: iso(expectedEnd),
    expectedFrom: expectedFrom === undefined ? 'nothing is known of how long it takes here' : expectations[expectedFrom],
    pace,
    late: pace === 'slow' && expectedEnd !== undefined ? spanOf(now - expectedEnd) : '',
    ...(stoppingSince === undefined ? {} : { stoppingSince: iso(stoppingSince) }),
    why: why ?? '',
    becomes: atDeadline[kind],
  };
}

function spanOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
