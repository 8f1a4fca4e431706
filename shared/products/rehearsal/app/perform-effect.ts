import type { TaskKind } from '#products/rehearsal/stored/tasks.ts';
import type { Instant } from '#kernel/time.ts';
import type { effects } from '#products/rehearsal/kinds/effects/table.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import * as kernel from '#kernel/app/perform.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';
import type { Subject } from '#kernel/subject.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { EffectTask } from '#kernel/task-queue.ts';

export type { Answer } from '#kernel/app/perform.ts';

/** One effect under its lease, with what is true now. */
export type Work<K extends TaskKind> = Leased<K> & Subjects[(typeof effects)[K]['subject']];

interface Leased<K extends TaskKind> {
  key: string;
  effect: Extract<Effect, { kind: K }>;
  now: Instant;
  attempt: number;
  /** Names this worker: the effect's `leaseToken` while it holds it. */
  token: string;
}

/** What an effect is given that belongs to a request. */
export interface OfRequest {
  requestId: string;
  state: RequestState;
}

/** A mail may be about something else (N10). */
interface OfSome {
  subject: Subject;
  requestId?: string | undefined;
  state?: unknown;
}

interface OfNone {
  requestId?: undefined;
  state?: undefined;
}

/** Whatever it is: what its state means, whoever knows its kind knows. */
interface OfProcess {
  subject: Subject;
  state: unknown;
}

interface Subjects {
  request: OfRequest;
  either: OfSome;
  process: OfProcess;
  none: OfNone;
}

export type Result = kernel.Result<Transaction, Change>;

/** To whatever process the effect belongs to. */
type AnyResult = kernel.Result<Transaction>;

export type Performer<K extends TaskKind> = (
  work: Work<K>,
) => Promise<(typeof effects)[K]['subject'] extends 'process' ? AnyResult : Result>;

/** What performs a kind of effect (a file of `performers/`), and what it must be given for it: `functions/wiring` knows where to have it. */
export interface EffectPerformer<K extends TaskKind, T extends object = object> {
  dependencies: readonly (keyof T & string)[];
  perform(system: System, dependencies: T): Performer<K>;
}

/** Takes the lease, performs, and saves the outcome with the effect's end in one transaction. Delivered twice, it is done once. */
export async function performEffect<K extends TaskKind>(
  system: System,
  kind: K,
  task: EffectTask,
  perform: Performer<K>,
): Promise<kernel.Answer> {
  return kernel.performEffect(kernelOf(system), kind, task, (work) => perform(workOf(work)));
}

/** The work of a kind that belongs to any process, where that is known to be a request: the kernel has loaded it as one. */
export function asOfRequest({ subject, state }: OfProcess): OfRequest {
  return { requestId: subject.id, state: state as OfRequest['state'] };
}

/** The kernel gives an effect to its own kind only, and the state of no other process than its registration names. */
function workOf<K extends TaskKind>({ subject, state, ...leased }: kernel.Work): Work<K> {
  return { ...leased, subject, requestId: state === undefined ? undefined : requestOf(subject), state } as object as Work<K>;
}
