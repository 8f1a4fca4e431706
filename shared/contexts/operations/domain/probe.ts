import type { ProbeRules } from '#contexts/backends/domain/probe-rules.ts';
import type { HeldLease, Recorded } from '#contexts/operations/domain/owner.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { EndReader, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { ProbeKind } from '#contexts/operations/kinds/probes/define.ts';
import { probeKinds } from '#contexts/operations/kinds/probes/table.ts';
import type { Instant } from '#kernel/time.ts';

export type ProbeName = keyof typeof probeKinds;

const kinds: Readonly<Record<ProbeName, ProbeKind>> = probeKinds;
export const probeNames = Object.keys(kinds) as ProbeName[];

export function probeKind(name: ProbeName): ProbeKind {
  return kinds[name];
}

/** Which probe of which backend. */
export interface ProbeOf {
  slug: string;
  name: ProbeName;
}

/** `nothing`: it says nothing of the backend, and changes nothing. */
type Found = 'found' | 'clear' | 'nothing';

/** How a probe of a backend stands: live state, as when its agent was last heard. What it finds is on the backend's own timeline, where it changes something. */
export interface ProbeState extends ProbeOf {
  /** Key of the effect that asks for them: any other has been taken over. */
  keptBy?: string;
  /** Of the newest probe. */
  number: number;
  /** It is under way; one at a time. `key`: who asked for this one beside the settings. */
  asked?: { at: Instant; until: Instant; exitCode: number; key?: string };
  /** Of the last one that ended. */
  last?: { number: number; at: Instant; found: Found; note: string; key?: string };
  /** What the last one said that said anything, and since when they have said so. */
  said?: { found: Exclude<Found, 'nothing'>; since: Instant };
}

export interface ProbeEnd {
  found: Found;
  note: string;
}

export function newProbe({ slug, name }: ProbeOf): ProbeState {
  return { slug, name, number: 0 };
}

/** What it is kept as. The first that there was has its backend's name alone. */
export function probeId({ slug, name }: ProbeOf): string {
  return name === 'maintenance' ? slug : `${slug}.${name}`;
}

export function probeTask(of: ProbeOf, number: number): string {
  return `probe-${probeId(of)}-${number}`;
}

export function probeOperation(number: number): OperationName {
  return { of: 'probe', id: String(number) };
}

/** An error changes nothing: it says nothing of the backend. */
function probeEnd({ cause, exitCode, message }: ToldEnd, { found, clear }: ProbeKind, foundCode: number): ProbeEnd {
  if (cause !== 'exited' || exitCode === null) return { found: 'nothing', note: message ?? cause };
  if (exitCode === foundCode) return { found: 'found', note: found };
  return exitCode === 0 ? { found: 'clear', note: clear } : { found: 'nothing', note: `exit code ${exitCode}` };
}

/** When the next is to be asked for; undefined while one is under way. */
export function nextProbeAt(
  { asked, last }: Pick<ProbeState, 'asked' | 'last'>,
  { every }: Pick<ProbeRules, 'every'>,
): Instant | undefined {
  return asked === undefined ? (last?.at ?? 0) + (last === undefined ? 0 : every) : undefined;
}

/** What is known once it has ended. */
export function endedProbe({ asked, ...probe }: ProbeState, { found, note }: ProbeEnd, at: Instant): ProbeState {
  const key = asked?.key === undefined ? {} : { key: asked.key };
  const last = { number: probe.number, at, found, note: note.slice(0, 200), ...key };
  return { ...probe, last, ...(found === 'nothing' || probe.said?.found === found ? {} : { said: { found, since: at } }) };
}

const nothing = (): void => undefined;

/** The probe of this number, while it is the present one. */
export function recordedProbe({ slug, name, number, asked }: ProbeState, { id }: OperationName): Recorded<ProbeEnd> | undefined {
  if (asked === undefined || id !== String(number)) return undefined;
  const ended = (kept: ProbeEnd) => ({ command: 'end_probe', ...kept });
  const unknown = (why: string) => ended({ found: 'nothing', note: why });
  const lease: HeldLease = { backend: slug, fencing: number };
  return {
    state: 'executing',
    isWanted: true,
    lease,
    says: { ended, refused: unknown, lost: unknown, cancelled: () => unknown('it was cancelled') },
    readEnd: (told): EndReader<ProbeEnd> => ({
      stdout: nothing,
      stderr: nothing,
      cut: nothing,
      end: () => probeEnd(told, kinds[name], asked.exitCode),
    }),
    givenUp: () => undefined,
  };
}

/** `202608`: the month so many before that of an instant, in UTC. */
export function monthBefore(at: Instant, months: number): string {
  const now = new Date(at);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7).replace('-', '');
}
