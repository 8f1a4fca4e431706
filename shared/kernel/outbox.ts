import type { AnyEffect, Asked, OutboxEntry, Wanted } from '#kernel/effect.ts';
import type { Subject } from '#kernel/subject.ts';
import type { AnyStored, Kernel } from '#kernel/system.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import { traceStamp, type Traced } from '#kernel/trace.ts';
import { HOUR, MINUTE, type Duration, type Instant } from '#kernel/time.ts';

/** How late an effect may be before the sweep takes it for forgotten. */
const GRACE = MINUTE;

/** Patience on the wall, in the store's time. */
export function patience({ timeScale }: Pick<Kernel, 'timeScale'>, time: Duration): Duration {
  return time * timeScale;
}

export function sweepGrace(kernel: Pick<Kernel, 'timeScale'>): Duration {
  return patience(kernel, GRACE);
}

/** How long a worker may hold an effect before another may take it: the queue's deadline for the attempt, and a grace. */
export function leaseTime(kernel: Pick<Kernel, 'timeScale' | 'effects'>, kind: string): Duration {
  return patience(kernel, ruleOf(kernel, kind).deadline + 10_000);
}

export function ruleOf({ effects }: Pick<Kernel, 'effects'>, kind: string): Kernel['effects'][string] {
  const rule = Object.hasOwn(effects, kind) ? effects[kind] : undefined;
  if (rule === undefined) throw new Error(`there is no kind of effect ${kind}`);
  return rule;
}

/** The process's table entry by the kind of a subject. Throws where there is none. */
export function storedOf<Tx extends KernelTransaction>({ processes }: Kernel<Tx>, { kind }: Subject): AnyStored<Tx> {
  const stored = Object.hasOwn(processes, kind) ? processes[kind] : undefined;
  if (stored === undefined) throw new Error(`there is no process of kind ${kind}`);
  return stored;
}

/** What a version of a subject asked for: subject, version, place make the key, so that it is deterministic. */
export interface Origin {
  /** The subject as keys name it. */
  name: string;
  subject: Subject;
  version: number;
}

/** Of what a version asked for in this place. */
export function effectKey({ name, version }: Pick<Origin, 'name' | 'version'>, n: number, kind: string): string {
  return `${name}-${version}-${n}-${kind}`;
}

/** An effect as it is saved beside the change that asked for it. */
export function outboxEntry<E extends AnyEffect>(
  kernel: Pick<Kernel, 'timeScale'> & Traced,
  { name, subject, version }: Origin,
  n: number,
  { effect, notBefore = 0, patient }: Wanted<E>,
  at: Instant,
): OutboxEntry<E> {
  const entry = looseEntry(kernel, effectKey({ name, version }, n, effect.kind), subject, effect, at, {
    notBefore,
    ...(patient === undefined ? {} : { patient }),
  });
  return { ...entry, version };
}

/** An effect that no version asked for. The key says what it is for: the same promise is made once. */
export function looseEntry<E extends AnyEffect>(
  kernel: Pick<Kernel, 'timeScale'> & Traced,
  key: string,
  subject: Subject,
  effect: E,
  at: Instant,
  { notBefore = at, patient }: { notBefore?: Instant; patient?: true } = {},
): OutboxEntry<E> {
  const dueAt = Math.max(at, notBefore);
  return {
    key,
    kind: effect.kind,
    subject,
    effect,
    state: 'waiting',
    open: true,
    createdAt: at,
    dueAt,
    // A patient one is never dispatched but by the sweep, so there is nothing to be late for.
    sweepAt: patient === true ? dueAt : dueAt + sweepGrace(kernel),
    dispatches: patient === true ? 0 : 1,
    attempts: 0,
    errors: [],
    ...traceStamp(kernel),
  };
}

/** On the wall. What was given up rests so long before its first replay by the sweep. */
const FIRST_REST = HOUR;

/** B5: a dead letter from now on, of which people are told. Where the sweep is to replay it, it stays open until then. */
export function givenUp(kernel: Pick<Kernel, 'timeScale' | 'effects'>, entry: OutboxEntry, at: Instant, isPermanent = false): OutboxEntry {
  const { leaseUntil: _until, leaseToken: _token, replays = 0, ...rest } = entry;
  const dead = { ...rest, ...(replays === 0 ? {} : { replays }), state: 'dead', open: false, finishedAt: at } as const;
  if (isPermanent || replays >= ruleOf(kernel, entry.kind).replays) return dead;
  return { ...dead, open: true, sweepAt: at + patience(kernel, FIRST_REST) * 2 ** replays };
}

/** B5: what was given up waits again, under a new dispatch number and with all its attempts. */
export function replayed<E extends AnyEffect>(
  kernel: Pick<Kernel, 'timeScale'>,
  dead: OutboxEntry<E>,
  at: Instant,
  by: string,
): OutboxEntry<E> {
  const { finishedAt: _at, ...rest } = dead;
  return {
    ...noted(rest, at, `replayed by ${by}`),
    state: 'waiting',
    open: true,
    dueAt: at,
    sweepAt: at + sweepGrace(kernel),
    dispatches: dead.dispatches + 1,
    attempts: 0,
    replays: (dead.replays ?? 0) + 1,
  };
}

/** With one line more among its last ten. */
export function noted<E extends Pick<OutboxEntry, 'errors'>>(entry: E, at: Instant, message: string): E {
  return { ...entry, errors: [...entry.errors, { at, message: message.slice(0, 500) }].slice(-10) };
}

/** What the record of a version says of its effects: those that the doorbell is to dispatch. */
export function asked<E extends AnyEffect>(entries: readonly OutboxEntry<E>[]): { effects?: (Asked & { kind: E['kind'] })[] } {
  const effects = entries.filter(({ dispatches }) => dispatches > 0).map(({ key, kind, dueAt }) => ({ key, kind, dueAt }));
  return effects.length === 0 ? {} : { effects };
}

/** Ids of a timeline's entries are in the order of their versions. */
export function entryId(version: number): string {
  return String(version).padStart(6, '0');
}
