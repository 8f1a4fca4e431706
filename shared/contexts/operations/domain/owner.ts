import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Standing } from '#contexts/operations/domain/next.ts';
import type { Saying, Sayings } from '#contexts/operations/domain/sayings.ts';
import type { EndReader, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { Subject } from '#kernel/subject.ts';
import { entryOf } from '#kernel/tables.ts';

/** A backend, and the number of the lease that it is under (Q3); of shared use, of the attempt that is the present one. */
export interface HeldLease {
  backend: string;
  fencing: number;
}

/** One operation as the record of its owner has it now. `K`: what is kept of its end. */
export interface Recorded<K = unknown> extends Pick<Standing, 'state' | 'isWanted'> {
  /** That its owner holds now. */
  lease: HeldLease | undefined;
  says: Sayings<K>;
  /** R6 to R8, K3: what is kept of the end that an agent tells of. Of what is judged by what it wrote, and of actions. */
  readEnd?(told: ToldEnd): EndReader<K>;
  /** What its owner must hear when an effect is given up that drives it: without it, it would wait for ever. */
  givenUp(phase: DriveOperation['phase'], why: string): Saying | undefined;
}

/** A kind of process that has operations: all that is known of it where they are driven, and where agents tell of them. Pure. */
export interface Owner {
  /** Of the state of such a process; undefined where it has none of that name, or no longer. */
  recorded(state: unknown, operation: OperationName): Recorded | undefined;
  /** R6. Under which name in the output store all that it writes is kept. */
  keptAs(subject: Subject, operation: OperationName): string;
}

/** By the kind of the subject. */
export type Owners = Readonly<Record<string, Owner>>;

export function ownerOf<O extends Owner>(owners: Readonly<Record<string, O>>, { kind }: Subject): O {
  return entryOf<O>(owners, kind, 'owner of operations');
}

/** What a process hears when an effect is given up that drives one of its operations. */
export function heardOfGivenUp(
  owners: Owners,
  { subject, state, effect: { operation, phase } }: { subject: Subject; state: unknown; effect: DriveOperation },
  why: string,
): Saying | undefined {
  return owners[subject.kind]?.recorded(state, operation)?.givenUp(phase, why);
}
