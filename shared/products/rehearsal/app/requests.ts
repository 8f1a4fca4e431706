import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import type { Change, CommandOf } from '#products/rehearsal/domain/commands.ts';
import { submit } from '#products/rehearsal/domain/decide.ts';
import type { Refusal, Refused } from '#products/rehearsal/domain/decision.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import * as kernel from '#kernel/app/handle.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { storedRequests } from '#products/rehearsal/app/stored-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

export type { Change };

/** What became of a command. `repeated`: this very command was saved before, and its answer was lost. `unchanged`: it was right and brought nothing new. */
export type Outcome =
  | { outcome: 'saved' | 'repeated' | 'unchanged'; state: RequestState }
  | { outcome: 'refused'; refusal: Refusal; state: RequestState };

export async function loadRequest(tx: Transaction, id: string): Promise<RequestDocument | undefined> {
  return storedRequests.load(tx, id);
}

/** Decides and writes, all in the transaction it is given: request, timeline entry, effects (Z1). Call it after the last read. */
export function change(system: System, tx: Transaction, document: RequestDocument, command: Change): Outcome {
  return outcomeOf(kernel.change(kernelOf(system), tx, storedRequests, document, command));
}

function outcomeOf(done: kernel.Outcome<RequestState, Refused>): Outcome {
  return done.outcome === 'refused'
    ? { outcome: 'refused', refusal: done.refused.refused, state: done.state }
    : { outcome: done.outcome, state: done.state };
}

/** The birth of a request. Fails the transaction with already_exists when the id is taken. */
export function create(system: System, tx: Transaction, command: CommandOf<'submit'>): RequestState {
  return kernel.create(kernelOf(system), tx, storedRequests, submit(command, system.rules), command);
}

/** One command on one request, in a transaction of its own. Undefined when there is no such request. */
export async function execute(
  system: System,
  requestId: string,
  make: (at: Instant, state: RequestState) => Change,
): Promise<Outcome | undefined> {
  const done = await kernel.execute(kernelOf(system), storedRequests, requestId, make);
  return done === undefined ? undefined : outcomeOf(done);
}
