import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { AuditEntry } from '#contexts/access/domain/audit/entry.ts';

/** W5. One line of the log, flat: what does not apply is empty. */
export function auditRow(entry: AuditEntry): OperationRow {
  const { at, who, door, session, token, permission, because, actedFor, trace, on, version, command, outcome, denied } = entry;
  return {
    at: new Date(at).toISOString(),
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

/** In the order of the columns of a file. */
export const auditColumns = Object.keys(
  auditRow({ at: 0, who: '', door: '', on: { kind: '', id: '' }, version: 0, command: '', outcome: 'done' }),
);
