import { stampOf } from '#kernel/act.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { linkFor } from '#kernel/chain.ts';
import { asked, entryId, outboxEntry } from '#kernel/outbox.ts';
import type { AnyStored, Kernel } from '#kernel/system.ts';
import type { Header } from '#kernel/process.ts';
import type { Refusing, Stored, Types } from '#kernel/stored.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { About } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** `repeated`: this very command was saved before, and its answer was lost. `unchanged`: it was right and brought nothing new. */
export type Outcome<State, Refused> =
  | {
      outcome: 'saved';
      state: State;
      /** What it asked for: dispatched by whoever hears the entry, or by the caller where none rings. */ effects: OutboxEntry[];
    }
  | { outcome: 'repeated' | 'unchanged'; state: State }
  | { outcome: 'refused'; refused: Refused; state: State };

/** Commands remembered by a process: enough for every redelivery that is still under way. */
const REMEMBERED = 32;

/** Decides and writes, all in the transaction it is given: process, timeline entry, effects (Z1). Call it after the last read; for several processes, once for each. */
export function change<Tx extends KernelTransaction, T extends Types>(
  kernel: Kernel<Tx>,
  tx: Tx,
  stored: Stored<Tx, T>,
  document: T['Document'],
  command: T['Command'],
): Outcome<T['State'], T['Refused']> {
  const before = document.state as T['State'];
  if (document.commands.includes(command.id)) return { outcome: 'repeated', state: before };
  const decision = stored.process.decide(before, command, kernel.rules);
  if (isRefused(decision)) return { outcome: 'refused', refused: decision, state: before };
  if (decision.facts.length === 0) return { outcome: 'unchanged', state: before };
  const state: T['State'] = { ...decision.state, version: before.version + 1 };
  const effects = save(kernel, tx, stored, { known: document, state, facts: decision.facts, command });
  return { outcome: 'saved', state, effects };
}

/** The birth of a process, of facts that were decided on. Fails the transaction with already_exists when there is one of this id. */
export function create<Tx extends KernelTransaction, T extends Types>(
  kernel: Kernel<Tx>,
  tx: Tx,
  stored: Stored<Tx, T>,
  given: Born<T>,
  command: Header,
): T['State'] {
  return createAsking(kernel, tx, stored, given, command).state;
}

/** The same, with what it asked for: to be dispatched by the caller where its timeline does not ring. */
export function createAsking<Tx extends KernelTransaction, T extends Types>(
  kernel: Kernel<Tx>,
  tx: Tx,
  stored: Stored<Tx, T>,
  { facts, state }: Born<T>,
  command: Header,
): { state: T['State']; effects: OutboxEntry[] } {
  const born: T['State'] = { ...state, version: 1 };
  return { state: born, effects: save(kernel, tx, stored, { known: undefined, state: born, facts, command }) };
}

interface Born<T extends Types> {
  facts: T['Fact'][];
  state: T['State'];
}

/** One command on one process, loaded for what it is about, in a transaction of its own. Undefined when there is no such process. */
export async function execute<Tx extends KernelTransaction, T extends Types>(
  kernel: Kernel<Tx>,
  stored: Stored<Tx, T>,
  id: string,
  make: (at: Instant, state: T['State']) => T['Command'],
  about?: About,
): Promise<Outcome<T['State'], T['Refused']> | undefined> {
  return kernel.store.transact(async (tx) => {
    const document = await stored.load(tx, id, about);
    return document === undefined ? undefined : change(kernel, tx, stored, document, make(tx.now(), document.state as T['State']));
  });
}

/** For whoever knows only the kind of a subject. */
export function anyOf<Tx extends KernelTransaction, T extends Types>(stored: Stored<Tx, T>): AnyStored<Tx> {
  return {
    nameOf: stored.nameOf,
    entryOf: stored.entryOf,
    load: stored.load,
    change(kernel, tx, document, command) {
      const done = change(kernel, tx, stored, document as T['Document'], command as T['Command']);
      return { state: done.state, unheard: stored.rings || done.outcome !== 'saved' ? [] : done.effects };
    },
  };
}

interface Saving<T extends Types> {
  known: T['Document'] | undefined;
  state: T['State'];
  facts: T['Fact'][];
  command: Header;
}

/** Process, timeline entry, effects: one commit (Z1). The entry is tied to all before it (Z4). */
function save<Tx extends KernelTransaction, T extends Types>(
  kernel: Kernel<Tx>,
  tx: Tx,
  { process, privacy, nameOf, entryOf, project, save: write }: Stored<Tx, T>,
  { known, state, facts, command }: Saving<T>,
): OutboxEntry[] {
  const before = known?.state as T['State'] | undefined;
  const { at, by, id: commandId, command: name } = command;
  const { version } = state;
  const wanted = process.react({ before, facts, after: state, rules: kernel.rules, at });
  const subject = { kind: process.kind, id: process.idOf(state) };
  const effects = wanted.map((one, n) => outboxEntry(kernel, { name: nameOf(subject.id), subject, version }, n, one, at));
  const bare = { ...entryOf(subject.id), version, at, by, commandId, command: name, facts, ...asked(effects), ...stampOf(kernel) };
  const chain = linkFor(bare, known?.chainHead, kernel.salt?.() ?? kernel.hash(commandId), kernel.hash, privacy);
  const commands = [...(known?.commands ?? []), commandId].slice(-REMEMBERED);
  const document = { ...project({ state, command, known, commands, rules: kernel.rules }), chainHead: chain.own };
  write(tx, {
    id: subject.id,
    before,
    after: state,
    document,
    entry: { ...bare, chain },
    entryId: entryId(version),
    isNew: known === undefined,
  });
  for (const effect of effects) tx.create({ collection: 'outbox', id: effect.key }, effect);
  return effects;
}

function isRefused<R extends Refusing>(decision: R | object): decision is R {
  return 'refused' in decision;
}
