import type { Standing } from '#contexts/operations/domain/next.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Sayings } from '#contexts/operations/domain/sayings.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { AnyResult, Work } from '#products/rehearsal/app/perform-effect.ts';
import type { End, Executor, Operation } from '#contexts/operations/ports/executor.ts';
import type { Subject } from '#kernel/subject.ts';

/** The effect under its lease, and the state of the process that owns the operation. */
export type DriveWork = Work<'drive_operation'>;

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
  begin(): Promise<AnyResult | Owned<O, E, K>>;
  /** What it wrote is kept before its end is on the record. */
  keep(end: E): Promise<K>;
  /** Who speaks of it. */
  by: Actor;
  says: Sayings<K>;
}

/** A kind of process that has operations. The driver knows nothing else of it. */
export interface Owner {
  /** The operation that is to be driven; or what is done instead, where there is nothing to drive any more. */
  find(work: DriveWork): Owned | AnyResult;
  /** R6. Under which name in the output store all that it writes is kept. */
  keptAs(subject: Subject, operation: OperationName): string;
}

/** By the kind of the subject. */
export type Owners = Readonly<Record<string, Owner>>;

export function isResult(found: Owned | AnyResult): found is AnyResult {
  return 'result' in found;
}
