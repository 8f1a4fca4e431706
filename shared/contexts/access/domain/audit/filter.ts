import type { AuditEntry, AuditOutcome } from '#contexts/access/domain/audit/entry.ts';
import type { Instant } from '#kernel/time.ts';

/** W5. All of what is given must fit. */
export interface AuditFilter {
  /** `person:ana`: who did it. */
  who?: string | undefined;
  permission?: string | undefined;
  command?: string | undefined;
  /** A kind of process, and the id of one. */
  kind?: string | undefined;
  id?: string | undefined;
  outcome?: AuditOutcome | undefined;
  since?: Instant | undefined;
  until?: Instant | undefined;
}

/** What no index has seen to. */
export function fits(entry: AuditEntry, { who, permission, command, kind, id, outcome }: AuditFilter): boolean {
  return (
    is(who, entry.who) &&
    (permission === undefined || permission === entry.permission || permission === entry.denied?.permission) &&
    is(command, entry.command) &&
    is(kind, entry.on.kind) &&
    is(id, entry.on.id) &&
    is(outcome, entry.outcome)
  );
}

function is(asked: string | undefined, given: string): boolean {
  return asked === undefined || asked === given;
}
