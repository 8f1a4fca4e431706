import type { EffectTask } from '#contracts/tasks.ts';
import { taskRoutes, type TaskKind } from '#contracts/tasks.ts';
import type { OutboxDocument, RequestDocument } from '#contracts/document-types.ts';
import type { Duration, Instant } from '#domain/time.ts';
import type { effects } from '#domain/effects/table.ts';
import type { Effect } from '#domain/request/effects.ts';
import type { RequestState } from '#domain/request/state.ts';
import { dispatch, leaseTime, patience, sweepGrace } from '#application/outbox.ts';
import { afterDeath, needsRequest } from '#application/kind-of-effect.ts';
import { change, loadRequest, type Change } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

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

interface OfRequest {
  requestId: string;
  state: RequestState;
}

/** A mail may be about something else (N10). */
interface OfSome {
  requestId?: string | undefined;
  state?: RequestState | undefined;
}

interface OfNone {
  requestId?: undefined;
  state?: undefined;
}

interface Subjects {
  request: OfRequest;
  either: OfSome;
  none: OfNone;
}

/** `command`: the outcome is a command again, saved together with the effect's end. `write`: further documents of the same commit. */
export type Result =
  | { result: 'done'; command?: (at: Instant) => Change; write?: Write }
  | { result: 'again'; after: Duration; command?: (at: Instant) => Change; write?: Write }
  | { result: 'failed'; message: string; permanent?: boolean; write?: Write };

/** May read, before it writes. */
export type Write = (tx: Transaction, at: Instant) => void | Promise<void>;

export type Performer<K extends TaskKind> = (work: Work<K>) => Promise<Result>;

/** What performs a kind of effect (a file of `performers/`), and what it must be given for it: `shared/wiring` knows where to have it. */
export interface EffectPerformer<K extends TaskKind, T extends object = object> {
  tools: readonly (keyof T & string)[];
  perform(system: System, tools: T): Performer<K>;
}

/** What to tell the queue. `later`: try this task again after so many milliseconds. */
export type Answer = { answer: 'done' | 'nothing_to_do' | 'dead' } | { answer: 'later'; afterMs: number; why: string };

type Taken<K extends TaskKind> = { taken: Work<K>; token: string } | Answer;

/** Takes the lease, performs, and saves the outcome with the effect's end in one transaction. Delivered twice, it is done once. */
export async function performEffect<K extends TaskKind>(system: System, kind: K, task: EffectTask, perform: Performer<K>): Promise<Answer> {
  const taken = await take(system, kind, task);
  if (!('taken' in taken)) return taken;
  const result = await attempt(taken.taken, perform);
  return settle(system, taken.taken, taken.token, result);
}

async function attempt<K extends TaskKind>(work: Work<K>, perform: Performer<K>): Promise<Result> {
  try {
    return await perform(work);
  } catch (error) {
    return { result: 'failed', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function take<K extends TaskKind>(system: System, kind: K, { effectKey: key, dispatch: dispatched }: EffectTask): Promise<Taken<K>> {
  return system.store.transact<Taken<K>>(async (tx) => {
    const document = await tx.get({ collection: 'outbox', id: key });
    if (document === undefined || !document.open || document.kind !== kind) return { answer: 'nothing_to_do' };
    // It was dispatched anew since: that task performs it, and this one must not wait about until the queue gives it up.
    if (dispatched < document.dispatches) return { answer: 'nothing_to_do' };
    const request = document.requestId === undefined ? undefined : await loadRequest(tx, document.requestId);
    const now = tx.now();
    const busyFor = Math.max(document.dueAt, document.leaseUntil ?? 0) - now;
    if (busyFor > 0) return { answer: 'later', afterMs: Math.ceil(busyFor / system.timeScale), why: 'not due, or another has it' };
    if (request === undefined && (document.requestId !== undefined || needsRequest(document.effect)))
      return bury(system, tx, document, undefined, now, 'its request is gone');
    if (document.attempts >= 2 * taskRoutes[kind].maxAttempts)
      return bury(system, tx, document, request, now, `given up after ${document.attempts} attempts that never ended`);
    const number = document.attempts + 1;
    // Attempts begin anew with each dispatch: only both together name one worker.
    const token = `${key}#${document.dispatches}.${number}`;
    const leaseUntil = now + leaseTime(system, kind);
    const leased = {
      ...document,
      state: 'leased',
      attempts: number,
      leaseToken: token,
      leaseUntil,
      sweepAt: leaseUntil + sweepGrace(system),
    } as const;
    tx.set({ collection: 'outbox', id: key }, leased);
    const work: Leased<K> & OfSome = {
      key,
      effect: effectOf(document, kind),
      now,
      attempt: number,
      token,
      requestId: request?.id,
      state: request?.state,
    };
    return { taken: work as Work<K>, token };
  });
}

/** For instance when its attempts end without a word, again and again: whatever it is that kills the worker, it does not get another. */
function bury(
  system: System,
  tx: Transaction,
  document: OutboxDocument,
  request: RequestDocument | undefined,
  at: Instant,
  message: string,
): Answer {
  const { leaseUntil: _until, leaseToken: _token, ...rest } = document;
  const errors = [...rest.errors, { at, message }].slice(-10);
  const command = request && afterDeath({ key: document.key, effect: document.effect, state: request.state }, message);
  if (request !== undefined && command !== undefined) change(system, tx, request, command(at));
  tx.set({ collection: 'outbox', id: document.key }, { ...rest, state: 'dead', open: false, finishedAt: at, errors });
  system.log('ERROR', 'effect given up', { effect: document.key, attempts: document.attempts, requestId: document.requestId });
  return { answer: 'dead' };
}

function effectOf<K extends TaskKind>(document: OutboxDocument, kind: K): Extract<Effect, { kind: K }> {
  const { effect } = document;
  if (effect.kind !== kind) throw new Error(`effect ${document.key} is not ${kind}`);
  return effect as Extract<Effect, { kind: K }>;
}

async function settle<K extends TaskKind>(system: System, work: Work<K>, token: string, result: Result): Promise<Answer> {
  let saved: OutboxDocument | undefined;
  const settled = await system.store.transact(async (tx) => {
    const document = await tx.get({ collection: 'outbox', id: work.key });
    const request = mayCommand(result) && work.requestId !== undefined ? await loadRequest(tx, work.requestId) : undefined;
    const at = tx.now();
    // The commit's answer was lost, and this is what it left.
    if (saved !== undefined && isWorkOf(saved, document)) return saved;
    // Whoever lost the lease to another says nothing: the other's word counts.
    if (document?.leaseToken !== token || document.state !== 'leased') return undefined;
    const after = ended(system, document, result, at);
    saved = after;
    if ('write' in result) await result.write?.(tx, at);
    const command = after.state === 'dead' ? mourn(work, lastError(after)) : 'command' in result ? result.command : undefined;
    if (request !== undefined && command !== undefined) change(system, tx, request, command(at));
    tx.set({ collection: 'outbox', id: work.key }, after);
    return after;
  });
  return settled === undefined ? { answer: 'nothing_to_do' } : answer(system, settled, result);
}

function isWorkOf(saved: OutboxDocument, document: OutboxDocument | undefined): boolean {
  return document?.state === saved.state && document.dispatches === saved.dispatches && document.sweepAt === saved.sweepAt;
}

function mourn<K extends TaskKind>({ key, effect, state }: Work<K>, why: string): ((at: Instant) => Change) | undefined {
  return state === undefined ? undefined : afterDeath({ key, effect, state }, why);
}

function mayCommand(result: Result): boolean {
  return result.result === 'failed' || result.command !== undefined;
}

function lastError({ errors }: OutboxDocument): string {
  return errors.at(-1)?.message ?? 'it never ended';
}

async function answer(system: System, document: OutboxDocument, result: Result): Promise<Answer> {
  if (document.state === 'done') return { answer: 'done' };
  if (document.state === 'dead') {
    system.log('ERROR', 'effect given up', { effect: document.key, attempts: document.attempts, requestId: document.requestId });
    return { answer: 'dead' };
  }
  if (result.result === 'again') {
    await dispatch(system, document);
    return { answer: 'done' };
  }
  const why = result.result === 'failed' ? result.message : 'not done yet';
  system.log('WARNING', 'effect failed, to be tried again', { effect: document.key, attempt: document.attempts, why: why.slice(0, 300) });
  return { answer: 'later', afterMs: backoff(document), why };
}

function ended(system: System, document: OutboxDocument, result: Result, at: Instant): OutboxDocument {
  const { leaseUntil: _until, leaseToken: _token, ...rest } = document;
  if (result.result === 'done') return { ...rest, state: 'done', open: false, finishedAt: at };
  if (result.result === 'again') {
    const dueAt = at + result.after;
    return { ...rest, state: 'waiting', dueAt, sweepAt: dueAt + sweepGrace(system), dispatches: rest.dispatches + 1, attempts: 0 };
  }
  const errors = [...rest.errors, { at, message: result.message.slice(0, 500) }].slice(-10);
  if (result.permanent === true || rest.attempts >= taskRoutes[rest.kind].maxAttempts) {
    return { ...rest, state: 'dead', open: false, finishedAt: at, errors };
  }
  return { ...rest, state: 'waiting', errors, sweepAt: at + patience(system, backoff(rest)) + sweepGrace(system) };
}

/** On the wall: doubling from the queue's shortest to its longest back-off. */
function backoff(document: OutboxDocument): Duration {
  const { minBackoff, maxBackoff } = taskRoutes[document.kind];
  return Math.min(maxBackoff, minBackoff * 2 ** Math.max(0, document.attempts - 1));
}
