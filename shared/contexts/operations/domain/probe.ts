import type { HeldLease, Recorded } from '#contexts/operations/domain/owner.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { EndReader, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** B8. What is asked of a backend again and again, as its settings have it. */
export interface ProbeRules {
  command: string[];
  /** From the end of one to the beginning of the next. */
  every: Duration;
  timeout: Duration;
  /** Its exit code that says so; 0 says the contrary, and any other end says nothing. */
  maintenanceExitCode: number;
}

type Found = 'maintenance' | 'no_maintenance' | 'nothing';

/** How probes of a backend stand: live state, as when its agent was last heard. What they find is on the backend's own timeline, where it changes something. */
export interface ProbeState {
  slug: string;
  /** Key of the effect that asks for them. */
  keptBy?: string;
  /** Of the newest probe. */
  number: number;
  /** It is under way; one at a time. */
  asked?: { at: Instant; until: Instant; maintenanceExitCode: number };
  /** Of the last one that ended. */
  last?: { number: number; at: Instant; found: Found; note: string };
  /** The last one that said anything said maintenance. */
  holds?: true;
}

export interface ProbeEnd {
  found: Found;
  note: string;
}

/** An error changes nothing: it says nothing of the backend. */
function probeEnd({ cause, exitCode, message }: ToldEnd, maintenanceExitCode: number): ProbeEnd {
  if (cause !== 'exited' || exitCode === null) return { found: 'nothing', note: message ?? cause };
  if (exitCode === maintenanceExitCode) return { found: 'maintenance', note: 'it is in maintenance' };
  return exitCode === 0
    ? { found: 'no_maintenance', note: 'it is not in maintenance' }
    : { found: 'nothing', note: `exit code ${exitCode}` };
}

/** When the next is to be asked for; undefined while one is under way. */
export function nextProbeAt({ asked, last }: Pick<ProbeState, 'asked' | 'last'>, { every }: ProbeRules): Instant | undefined {
  return asked === undefined ? (last?.at ?? 0) + (last === undefined ? 0 : every) : undefined;
}

/** What is known once it has ended. */
export function endedProbe({ asked: _asked, holds, ...probe }: ProbeState, { found, note }: ProbeEnd, at: Instant): ProbeState {
  const stillHolds = found === 'nothing' ? holds === true : found === 'maintenance';
  return { ...probe, last: { number: probe.number, at, found, note: note.slice(0, 200) }, ...(stillHolds ? { holds: true } : {}) };
}

export function probeName(number: number): OperationName {
  return { of: 'probe', id: String(number) };
}

export function probeTask(slug: string, number: number): string {
  return `probe-${slug}-${number}`;
}

const nothing = (): void => undefined;

/** The probe of this number, while it is the present one. */
export function recordedProbe({ slug, number, asked }: ProbeState, { id }: OperationName): Recorded<ProbeEnd> | undefined {
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
      end: () => probeEnd(told, asked.maintenanceExitCode),
    }),
    givenUp: () => undefined,
  };
}
