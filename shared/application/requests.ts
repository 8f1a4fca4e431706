import type { RequestDocument } from '#contracts/document-types.ts';
import type { Instant } from '#domain/time.ts';
import type { Change, Command, CommandOf } from '#domain/request/commands.ts';
import { submit } from '#domain/request/decide.ts';
import type { Refusal } from '#domain/request/decision.ts';
import type { Fact } from '#domain/request/facts.ts';
import { linkFor } from '#domain/request/chain.ts';
import { requestProcess } from '#domain/request/process.ts';
import type { RequestState } from '#domain/request/state.ts';
import { asked, entryId, outboxDocument } from '#application/outbox.ts';
import { project } from '#application/project.ts';
import { saveSubjects } from '#application/save-subjects.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

export type { Change };

/** `repeated`: this very command was saved before, and its answer was lost. `unchanged`: it was right and brought nothing new. */
export type Outcome =
  | { outcome: 'saved' | 'repeated' | 'unchanged'; state: RequestState }
  | { outcome: 'refused'; refusal: Refusal; state: RequestState };

export async function loadRequest(tx: Transaction, id: string): Promise<RequestDocument | undefined> {
  return tx.get({ collection: 'requests', id });
}

/** Decides and writes, all in the transaction it is given: request, timeline entry, effects (Z1). Call it after the last read. */
export function change(system: System, tx: Transaction, document: RequestDocument, command: Change): Outcome {
  const before = document.state;
  if (document.commands.includes(command.id)) return { outcome: 'repeated', state: before };
  const decision = requestProcess.decide(before, command, system.rules);
  if ('refused' in decision) return { outcome: 'refused', refusal: decision.refused, state: before };
  if (decision.facts.length === 0) return { outcome: 'unchanged', state: before };
  const state = { ...decision.state, version: before.version + 1 };
  save(system, tx, { known: document, state, facts: decision.facts, command });
  return { outcome: 'saved', state };
}

/** The birth of a request. Fails the transaction with already_exists when the id is taken. */
export function create(system: System, tx: Transaction, command: CommandOf<'submit'>): RequestState {
  const decision = submit(command, system.rules);
  const state = { ...decision.state, version: 1 };
  save(system, tx, { known: undefined, state, facts: decision.facts, command });
  return state;
}

/** One command on one request, in a transaction of its own. Undefined when there is no such request. */
export async function execute(
  system: System,
  requestId: string,
  make: (at: Instant, state: RequestState) => Change,
): Promise<Outcome | undefined> {
  return system.store.transact(async (tx) => {
    const document = await loadRequest(tx, requestId);
    return document === undefined ? undefined : change(system, tx, document, make(tx.now(), document.state));
  });
}

/** Request, timeline entry, effects: one commit (Z1). The entry is tied to all before it (Z4). */
function save(
  system: System,
  tx: Transaction,
  { known, state, facts, command }: { known: RequestDocument | undefined; state: RequestState; facts: Fact[]; command: Command },
): void {
  const { id, version } = state;
  const wanted = requestProcess.react({ before: known?.state, facts, after: state, rules: system.rules, at: command.at });
  const effects = wanted.map((one, n) => outboxDocument(system, state, n, one, command.at));
  const { at, by, id: commandId, command: name } = command;
  const entry = { requestId: id, version, at, by, commandId, command: name, facts, ...asked(effects) };
  const chain = linkFor(entry, known?.chainHead, system.salt?.() ?? system.hash(command.id), system.hash);
  const request = { ...project(system, state, command, known), chainHead: chain.own };
  if (known === undefined) tx.create({ collection: 'requests', id }, request);
  else tx.set({ collection: 'requests', id }, request);
  saveSubjects(tx, known?.state, state);
  tx.create({ collection: 'timeline', parent: id, id: entryId(version) }, { ...entry, chain });
  for (const document of effects) tx.create({ collection: 'outbox', id: document.key }, document);
}
