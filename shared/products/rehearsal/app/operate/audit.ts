import type { AuditEntry } from '#contexts/access/domain/audit/entry.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';

/** W5. One line, flat: what does not apply is empty. */
export function auditRow(entry: AuditEntry): OperationRow {
  const { at, who, door, session, token, permission, because, actedFor, trace, on, version, command, outcome, denied } = entry;
  return {
    at: iso(at),
    outcome,
    who,
    for: actedFor ?? '',
    command,
    on: `${on.kind} ${on.id}`,
    version,
    door,
    by: token ?? session ?? '',
    permission: denied?.permission ?? permission ?? '',
    because: because === undefined ? '' : `${because.role} (${because.at}, ${because.from})`,
    times: denied?.times ?? 1,
    trace: trace ?? '',
  };
}
