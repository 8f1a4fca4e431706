import type { Actor } from '#contexts/access/domain/people.ts';
import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { Standing } from '#contexts/operations/domain/next.ts';
import type { Owner } from '#contexts/operations/domain/owner.ts';
import type { Sayings } from '#contexts/operations/domain/sayings.ts';
import type { ActionOrder, End, Executor, Operation } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Result, Work } from '#kernel/app/perform.ts';

/** The effect under its lease, and the state of the process that owns the operation. */
export type DriveWork = Work<DriveOperation>;

/** A driver writes nothing but what its owner's process makes of its news. */
export type DriveResult = Result<unknown>;

/** One operation as its owner's record has it, and who carries it out. `K`: what is kept of its end. */
export interface Owned<O extends Operation = Operation, E extends End = End, K = unknown> {
  order: O;
  executor: Executor<O, E> | undefined;
  /** Said where nobody can carry it out here. */
  nobody: string;
  standing: Standing;
  /** The effect that launches it goes on asking; another one does otherwise, which its owner asks for once it is launched. */
  asksOn: boolean;
  /** Before anything is done outside: what is done instead, or the operation as its owner then has it. */
  begin(): Promise<DriveResult | Owned<O, E, K>>;
  /** What it wrote is kept before its end is on the record. */
  keep(end: E): Promise<K>;
  /** Who speaks of it. */
  by: Actor;
  says: Sayings<K>;
}

/** An owner, with what the driver needs beside. */
export interface DrivenOwner extends Owner {
  /** The operation that is to be driven; or what is done instead, where there is nothing to drive any more. */
  find(work: DriveWork): Owned | DriveResult | Promise<Owned | DriveResult>;
}

/** What operations of every product are carried out with. */
export interface DriveTools {
  /** K2. Actions, by the agents of their backends; left out where nobody carries out any. */
  actions?: Executor<ActionOrder>;
  outputs: OutputStore;
}

/** By the kind of the subject. */
export type DrivenOwners = Readonly<Record<string, DrivenOwner>>;

export function isResult(found: Owned | DriveResult): found is DriveResult {
  return 'result' in found;
}
