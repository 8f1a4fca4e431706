import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { KnownReader } from '#contexts/operations/ports/known.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { OperationName, OperationOf } from '#products/rehearsal/contracts/operations.ts';
import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export type { Operated };

/** Who asks, and what the settings say beside the store. */
export interface Operator {
  /** W4. With what they may. */
  who: Principal;
  newId: () => string;
  /** I15. By the settings; closed there, no switch opens it. */
  intakeOpen: boolean;
  /** X6. An address that opens the board signed in, for a few minutes; undefined where nobody can be signed in. */
  signInUrl?: () => string | undefined;
  /** B10. A token that nobody can guess; left out where none are made. */
  newToken?: () => string;
  /** G9. Where the gates are looked at anew for a decision. */
  codeHost?: CodeHost;
  /** O7. What schedules can start; nothing where it is left out. */
  starters?: Starters;
  /** I1. How requests are taken; nothing is taken where it is left out. */
  intake?: Intake;
  /** W6. Each setting as it holds, and where it comes from; what opens something is not in it. */
  settingsInForce?: () => readonly SettingInForce[];
  /** R12. What operations wrote; left out where it is not read. */
  outputs?: OutputStore;
  /** O6. What repositories have that can be run; nothing where it is left out. */
  known?: readonly KnownReader[];
}

interface SettingInForce {
  path: string;
  value: string;
  from: 'file' | 'sample' | 'default';
}

/** How one kind of operation is done. */
export type Operation<N extends OperationName> = (system: System, operator: Operator, asked: OperationOf<N>) => Promise<Operated>;
