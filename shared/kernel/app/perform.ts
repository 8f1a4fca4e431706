import type { AnyEffect, EffectRule, OutboxEntry } from '#kernel/effect.ts';
import { dispatch, dispatchLoose } from '#kernel/app/dispatch.ts';
import { givenUp, leaseTime, noted, patience, ruleOf, storedOf, sweepGrace } from '#kernel/outbox.ts';
import type { Header } from '#kernel/process.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Kernel } from '#kernel/system.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import { spanUnder, underTrace } from '#kernel/trace.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** One effect under its lease, with what is true now. */
export interface Work<E extends AnyEffect = AnyEffect, State = unknown> {
  key: string;
  effect: E;
  subject: Subject;
  /** Of the subject, where this kind of effect is given it. */
  state: State;
  now: Instant;
  attempt: number;
  /** Names this worker: the effect's `leaseToken` while it holds it. */
  token: string;
  /** Of the effect. */
  trace?: string;
}

type Said<C> = (at: Instant) => C;

/** May read, before it writes. */
export type Write<Tx> = (tx: Tx, at: Instant) => void | Promise<void>;

/** `command`: the outcome is a command to the subject again, saved together with the effect's end. `write`: further documents of the same commit. */
export type Result<Tx, C extends Header = Header> =
  | { result: 'done'; command?: Said<C>; write?: Write<Tx> }
  | { result: 'again'; after: Duration; command?: Said<C>; write?: Write<Tx> }
  | { result: 'failed'; message: string; permanent?: boolean; write?: Write<Tx> };

/** What to tell the queue. `later`: try this task again after so many milliseconds. */
export type Answer = { answer: 'done' | 'nothing_to_do' | 'dead' } | { answer: 'later'; afterMs: number; why: string };

export interface Task {
  effectKey: string;
  dispatch: number;
}

/** Takes the lease, performs, and saves the outcome with the effect's end in one transaction. Delivered twice, it is done once. */
export async function performEffect<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  kind: string,
  task: Task,
  perform: (work: Work) => Promise<Result<Tx>>,
): Promise<Answer> {
  const taken = await take(kernel, kind, task);
  if ('answer' in taken) return taken;
  // X8: what it brings about belongs to the trace in which it was asked for, whichever task has brought it here.
  return underTrace(kernel, spanUnder(taken.trace, kernel.hash(taken.token)), async () =>
    settle(kernel, taken, await attempt(taken, perform)),
  );
}

async function attempt<Tx>(work: Work, perform: (work: Work) => Promise<Result<Tx>>): Promise<Result<Tx>> {
  try {
    return await perform(work);
  } catch (error) {
    return { result: 'failed', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function take<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  kind: string,
  { effectKey: key, dispatch: dispatched }: Task,
): Promise<Work | Answer> {
  let unheard: OutboxEntry[] = [];
  const taken = await kernel.store.transact<Work | Answer>(async (tx) => {
    unheard = [];
    const entry = await tx.get({ collection: 'outbox', id: key });
    if (entry === undefined || !entry.open || entry.kind !== kind || entry.state === 'dead') return { answer: 'nothing_to_do' };
    // It was dispatched anew since: that task performs it, and this one must not wait about until the queue gives it up.
    if (dispatched < entry.dispatches) return { answer: 'nothing_to_do' };
    const rule = ruleOf(kernel, kind);
    const isGiven = rule.subjects.includes(entry.subject.kind);
    const process = isGiven ? await storedOf(kernel, entry.subject).load(tx, entry.subject.id, entry.effect) : undefined;
    const now = tx.now();
    const busyFor = Math.max(entry.dueAt, entry.leaseUntil ?? 0) - now;
    if (busyFor > 0) return { answer: 'later', afterMs: Math.ceil(busyFor / kernel.timeScale), why: 'not due, or another has it' };
    const why = whyNot(entry, rule, isGiven && process === undefined);
    if (why === undefined) return lease(kernel, tx, entry, process, now);
    unheard = bury(kernel, tx, entry, process, now, why);
    return { answer: 'dead' };
  });
  await dispatchLoose(kernel, unheard);
  return taken;
}

/** Why it will not be tried again. */
function whyNot({ attempts, subject }: OutboxEntry, { maxAttempts }: EffectRule, isGone: boolean): string | undefined {
  if (isGone) return `its ${subject.kind} is gone`;
  return attempts >= 2 * maxAttempts ? `given up after ${attempts} attempts that never ended` : undefined;
}

function lease<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  tx: Tx,
  entry: OutboxEntry,
  process: StoredState<unknown> | undefined,
  now: Instant,
): Work {
  const { key, effect, subject, kind } = entry;
  const number = entry.attempts + 1;
  // Attempts begin anew with each dispatch: only both together name one worker.
  const token = `${key}#${entry.dispatches}.${number}`;
  const leaseUntil = now + leaseTime(kernel, kind);
  tx.set(
    { collection: 'outbox', id: key },
    { ...entry, state: 'leased', attempts: number, leaseToken: token, leaseUntil, begunAt: now, sweepAt: leaseUntil + sweepGrace(kernel) },
  );
  return {
    key,
    effect,
    subject,
    state: process?.state,
    now,
    attempt: number,
    token,
    ...(entry.trace === undefined ? {} : { trace: entry.trace }),
  };
}

/** Gives what its process asks for thereupon. For instance when its attempts end without a word, again and again: whatever it is that kills the worker, it does not get another. */
function bury<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  tx: Tx,
  entry: OutboxEntry,
  process: StoredState<unknown> | undefined,
  at: Instant,
  message: string,
): OutboxEntry[] {
  const unheard = tell(kernel, tx, entry, process, process && mourn(kernel, entry, process.state, message), at);
  tx.set({ collection: 'outbox', id: entry.key }, givenUp(kernel, noted(entry, at, message), at));
  logGivenUp(kernel, entry);
  return unheard;
}

function mourn(
  { effects }: Pick<Kernel, 'effects'>,
  { key, effect, subject }: Pick<OutboxEntry, 'key' | 'effect' | 'subject'>,
  state: unknown,
  why: string,
): Said<Header> | undefined {
  return state === undefined ? undefined : ruleOf({ effects }, effect.kind).onGivenUp({ key, effect, subject, state }, why);
}

function tell<Tx extends KernelTransaction>(
  kernel: Kernel<Tx>,
  tx: Tx,
  { subject }: Pick<OutboxEntry, 'subject'>,
  process: StoredState<unknown> | undefined,
  command: Said<Header> | undefined,
  at: Instant,
): OutboxEntry[] {
  return process === undefined || command === undefined ? [] : storedOf(kernel, subject).change(kernel, tx, process, command(at)).unheard;
}

async function settle<Tx extends KernelTransaction>(kernel: Kernel<Tx>, work: Work, result: Result<Tx>): Promise<Answer> {
  let [saved, unheard]: [OutboxEntry | undefined, OutboxEntry[]] = [undefined, []];
  const isGiven = ruleOf(kernel, work.effect.kind).subjects.includes(work.subject.kind);
  const settled = await kernel.store.transact(async (tx) => {
    const entry = await tx.get({ collection: 'outbox', id: work.key });
    const process = isGiven && mayCommand(result) ? await storedOf(kernel, work.subject).load(tx, work.subject.id, work.effect) : undefined;
    const at = tx.now();
    // The commit's answer was lost, and this is what it left.
    if (saved !== undefined && isWorkOf(saved, entry)) return saved;
    // Whoever lost the lease to another says nothing: the other's word counts.
    if (entry?.leaseToken !== work.token || entry.state !== 'leased') return undefined;
    const after = ended(kernel, entry, result, at);
    saved = after;
    await result.write?.(tx, at);
    const command =
      after.state === 'dead' ? mourn(kernel, work, work.state, lastError(after)) : 'command' in result ? result.command : undefined;
    unheard = tell(kernel, tx, work, process, command, at);
    tx.set({ collection: 'outbox', id: work.key }, after);
    return after;
  });
  await dispatchLoose(kernel, unheard);
  return settled === undefined ? { answer: 'nothing_to_do' } : answer(kernel, settled, result);
}

function isWorkOf(saved: OutboxEntry, entry: OutboxEntry | undefined): boolean {
  return entry?.state === saved.state && entry.dispatches === saved.dispatches && entry.sweepAt === saved.sweepAt;
}

function mayCommand<Tx>(result: Result<Tx>): boolean {
  return result.result === 'failed' || result.command !== undefined;
}

function lastError({ errors }: OutboxEntry): string {
  return errors.at(-1)?.message ?? 'it never ended';
}

async function answer<Tx extends KernelTransaction>(kernel: Kernel<Tx>, entry: OutboxEntry, result: Result<Tx>): Promise<Answer> {
  if (entry.state === 'done') {
    logDone(kernel, entry);
    return { answer: 'done' };
  }
  if (entry.state === 'dead') {
    logGivenUp(kernel, entry);
    return { answer: 'dead' };
  }
  if (result.result === 'again') {
    await dispatch(kernel, entry);
    return { answer: 'done' };
  }
  const why = result.result === 'failed' ? result.message : 'not done yet';
  kernel.log('WARNING', 'effect failed, to be tried again', { effect: entry.key, attempt: entry.attempts, why: why.slice(0, 300) });
  return { answer: 'later', afterMs: backoff(kernel, entry), why };
}

function logGivenUp({ log }: Pick<Kernel, 'log'>, { key, attempts, subject }: OutboxEntry): void {
  log('ERROR', 'effect given up', { effect: key, attempts, ...logged(subject) });
}

/** X8. What the cloud's figures of waits and durations are made of: milliseconds by the store's clock. */
function logDone(
  { log }: Pick<Kernel, 'log'>,
  { key, kind, attempts, subject, dueAt, begunAt = dueAt, finishedAt = begunAt }: OutboxEntry,
): void {
  log('INFO', 'effect done', { effect: key, kind, attempts, waitedMs: begunAt - dueAt, tookMs: finishedAt - begunAt, ...logged(subject) });
}

/** A subject in a line of the log: `requestId: ab12`. */
export function logged({ kind, id }: Subject): Record<string, string> {
  return { [`${kind}Id`]: id };
}

function ended<Tx extends KernelTransaction>(kernel: Kernel<Tx>, entry: OutboxEntry, result: Result<Tx>, at: Instant): OutboxEntry {
  const { leaseUntil: _until, leaseToken: _token, ...rest } = entry;
  if (result.result === 'done') return { ...rest, state: 'done', open: false, finishedAt: at };
  if (result.result === 'again') {
    const dueAt = at + result.after;
    return { ...rest, state: 'waiting', dueAt, sweepAt: dueAt + sweepGrace(kernel), dispatches: rest.dispatches + 1, attempts: 0 };
  }
  const told = noted(rest, at, result.message);
  const isPermanent = result.permanent === true;
  if (isPermanent || rest.attempts >= ruleOf(kernel, rest.kind).maxAttempts) return givenUp(kernel, told, at, isPermanent);
  return { ...told, state: 'waiting', sweepAt: at + patience(kernel, backoff(kernel, rest)) + sweepGrace(kernel) };
}

/** On the wall: doubling from the queue's shortest to its longest back-off. */
function backoff(kernel: Pick<Kernel, 'effects'>, { kind, attempts }: Pick<OutboxEntry, 'kind' | 'attempts'>): Duration {
  const { minBackoff, maxBackoff } = ruleOf(kernel, kind);
  return Math.min(maxBackoff, minBackoff * 2 ** Math.max(0, attempts - 1));
}
