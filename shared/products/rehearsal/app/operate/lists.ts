import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { requestRow } from '#products/rehearsal/app/operate/requests.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { readSilent } from '#products/rehearsal/app/read-request.ts';
import { readSlots } from '#contexts/backends/app/slots.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { addedBackends, backendSlugs, findBackend } from '#contexts/backends/app/named.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import {
  blocking,
  raisedFlags,
  type BackendState,
  type Blocked,
  type Flagged,
  type FlagName,
  type PlainFlag,
} from '#contexts/backends/domain/state.ts';
import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';

/** Most waiting requests that are listed of one backend. */
const SHOWN = 100;

/** Whether somebody may see what is at a backend. */
type Sees = (place: { backend: string }) => boolean;

/** Q3: who waits, in the order of the queue. */
export async function queueRows(system: System, backend: string | undefined, sees: Sees): Promise<Operated> {
  const slugs = slugsOf(system);
  if (backend !== undefined && !slugs.includes(backend)) return noSuch(slugs, backend);
  const wanted = backend === undefined ? slugs.filter((slug) => sees({ backend: slug })) : [backend];
  const lists = await Promise.all(
    wanted.map(async (slug) => {
      const query = { index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug } } as const;
      const [found, count] = await Promise.all([system.store.query({ ...query, limit: SHOWN }), system.store.count(query)]);
      return { found, left: count - found.length };
    }),
  );
  const rows = lists.flatMap(({ found }) =>
    found.map(({ document }, place) => ({ position: place + 1, ...requestRow(document), waitingSince: iso(document.queuedSince) })),
  );
  const left = lists.reduce((sum, one) => sum + Math.max(0, one.left), 0);
  return { done: { ...(left > 0 ? { facts: { notShown: left } } : {}), rows } };
}

export async function backendRows(system: System, sees: Sees): Promise<OperationRow[]> {
  const now = await system.store.now();
  const silent = await readSilent(system, now);
  const ours = await Promise.all(system.rules.backends.map(async ({ slug }) => readBackend(system, slug)));
  const executors = new Map(system.rules.backends.map(({ slug, executor }) => [slug, executor]));
  const all = [...ours, ...(await addedBackends(system))].filter(({ slug }) => sees({ backend: slug }));
  return all.map(({ slug, lastSeenAt, state: { lease, flags } }) => ({
    backend: slug,
    executor: executors.get(slug) ?? 'agent',
    from: executors.has(slug) ? 'settings' : 'record',
    holder: lease?.requestId ?? '',
    since: iso(lease?.grantedAt),
    fencing: lease?.fencing ?? 0,
    paused: flags.pause?.why ?? '',
    held: heldBy({ flags }),
    told: toldOf({ flags }),
    frozenUntil: iso(frozen(system.rules.freezes ?? [], slug, now)?.until),
    lastSeen: iso(lastSeenAt),
    silent: silent.some(({ backend }) => backend === slug),
  }));
}

/** C1: the rows of the calendar. */
export function releaseRows(system: System): OperationRow[] {
  return system.rules.releases.map(({ name, softCutoff, hardCutoff }) => ({
    release: name,
    softCutoff: iso(softCutoff ?? hardCutoff),
    hardCutoff: iso(hardCutoff),
  }));
}

interface Switch {
  backend: string;
  flag: PlainFlag;
  why?: string;
}

/** B2. With a reason it goes up, without one it comes down. */
export async function switchBackend(system: System, by: string, id: string, { backend, flag, why }: Switch): Promise<Operated> {
  if (why === undefined) return lowerFlags(system, by, id, backend, [flag]);
  if (!(await isKnown(system, backend))) return noBackend(system, backend);
  return switched(system, flag, await raiseFlag(kernelOf(system), { backend, flag, operator: by, id, why }));
}

/** B2. All of them come down, as far as they are up. */
export async function lowerFlags(
  system: System,
  by: string,
  id: string,
  backend: string,
  flags: readonly [FlagName, ...FlagName[]],
): Promise<Operated> {
  if (!(await isKnown(system, backend))) return noBackend(system, backend);
  const lower = (flag: FlagName): Promise<BackendState> =>
    lowerFlag(kernelOf(system), { backend, flag, operator: by, id: `${id}:${flag}` });
  const [first, ...others] = flags;
  let state = await lower(first);
  for (const flag of others) state = await lower(flag);
  return switched(system, first, state);
}

/** `ready`: nothing runs there any more and nothing will, so it can be worked on. */
async function switched(system: System, flag: FlagName, { slug: backend, flags, lease }: BackendState): Promise<Operated> {
  const holder = await holderOf(system, backend, lease);
  const isShared = (await readSlots(system, backend)).holders.length > 0;
  return {
    done: {
      facts: {
        backend,
        paused: flags.pause?.why ?? '',
        since: iso(flags[flag]?.since),
        held: heldBy({ flags }),
        holder,
        ready: blocking({ flags }, false).length > 0 && holder === '' && !isShared,
      },
    },
  };
}

/** All that keeps anything new from starting, with its reason. */
function heldBy(state: Flagged): string {
  return textOf(blocking(state));
}

/** What is up besides, and holds nothing back. */
function toldOf(state: Flagged): string {
  const held = new Set(blocking(state).map(({ flag }) => flag));
  return textOf(raisedFlags(state).filter(({ flag }) => !held.has(flag)));
}

export function textOf(flags: readonly Blocked[]): string {
  return flags.map(({ label, why }) => `${label}: ${why}`).join('; ');
}

/** A lease is over when its holder's turn is, before anybody has cleared it away. */
async function holderOf({ store }: System, backend: string, lease: BackendState['lease']): Promise<string> {
  if (lease === undefined) return '';
  const turn = (await store.get({ collection: 'requests', id: lease.requestId }))?.state.turn;
  return holdsLease(turn) && turn.backend === backend && turn.fencing === lease.fencing ? lease.requestId : '';
}

function slugsOf(system: System): string[] {
  return system.rules.backends.map(({ slug }) => slug);
}

export async function isKnown(system: System, backend: string): Promise<boolean> {
  return slugsOf(system).includes(backend) || (await findBackend(system, backend)) !== undefined;
}

/** What is none of the backends, as a refusal. */
export async function unknownBackends(system: System, given: readonly string[]): Promise<Operated | undefined> {
  const known = await backendSlugs(system);
  const unknown = given.find((slug) => !known.includes(slug));
  return unknown === undefined ? undefined : noSuch(known, unknown);
}

export async function noBackend(system: System, backend: string): Promise<Operated> {
  return noSuch(await backendSlugs(system), backend);
}

function noSuch(known: readonly string[], backend: string): Operated {
  return { refused: 'not_found', detail: `there is no backend ${backend}; known: ${known.join(', ')}` };
}
