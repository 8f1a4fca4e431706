import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import type { Authors } from '#contexts/gates/domain/kept/authors.ts';
import type { Compared } from '#contexts/plans/domain/kept/earlier.ts';

export type GateCommand =
  | {
      command: 'record_gates';
      /** What was looked at, as its key; left out, it does not matter. */
      change?: string;
      headSha: string | undefined;
      base?: Base;
      gates: Gate[];
      /** G11. Left out when the host could not be asked. */
      authors?: Authors;
      earlier?: Compared;
      /** A6. At that head the pull request does nothing but remove jobs. */
      onlyRemoves?: boolean;
      /** The head on record when the look began; left out, it does not matter. */
      since?: string | undefined;
      /** G9. Something waits on this very look: what could not be seen holds, too. */
      awaited?: true;
    }
  /** G7. A gate may have been pending for too long by now: every command ends with looking whether one has. */
  | { command: 'call_admins' }
  /** G7, B4. By an operator who is an admin, or for one; without a reason the admins are asked. */
  | { command: 'waive_gates'; gates: GateName[]; operator: string; as?: string; reason?: string };
