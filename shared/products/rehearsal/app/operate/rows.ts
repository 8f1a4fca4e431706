import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { MailDocument, OperationsTimelineDocument, SweepNote } from '#products/rehearsal/stored/document-types.ts';
import type { Switched } from '#products/rehearsal/domain/intake-switch/process.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { DeadOutcome } from '#kernel/app/dead-letters.ts';
import type { Sweeper } from '#products/rehearsal/app/sweepers/define.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import type { Instant } from '#kernel/time.ts';

export function iso(at: Instant | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

export function deadRow({ key, kind, subject, attempts, replays, finishedAt, errors }: OutboxEntry): OperationRow {
  const cause = errors.at(-1)?.message ?? 'it never ended';
  return { key, kind, request: requestOf(subject) ?? '', attempts, replays: replays ?? 0, givenUpAt: iso(finishedAt), cause };
}

/** N1. An entry of the ledger. */
export function mailRow({ createdAt, template, person, state, attempts, response, key }: MailDocument): OperationRow {
  return { at: iso(createdAt), template, to: person, state, attempts, response, key };
}

/** What is dead no more is no complaint: somebody asked twice, or another was quicker. */
export function endedDeadLetter(key: string, outcome: DeadOutcome, word: 'replayed' | 'dismissed'): Operated {
  if (outcome === 'unknown') return { refused: 'not_found', detail: `there is no effect ${key}` };
  return {
    done: {
      facts: { key, [word]: outcome === 'done', ...(outcome === 'done' ? {} : { note: 'it is not a dead letter, or no longer one' }) },
    },
  };
}

export function intakeFacts(intake: Switched | undefined, bySettings: boolean): OperationRow {
  const open = bySettings && intake?.open !== false;
  return {
    open,
    ...(bySettings ? {} : { settings: 'closed by rules.intakeOpen in the settings: the switch cannot open it' }),
    ...(intake === undefined ? {} : { since: iso(intake.since), by: intake.by }),
    ...(intake?.open === false ? { why: intake.why } : {}),
  };
}

/** Each time that it was opened or closed. */
export function intakeRows(history: readonly OperationsTimelineDocument[]): OperationRow[] {
  return history.flatMap(({ facts }) =>
    facts.flatMap((fact): OperationRow[] => {
      if (fact.fact === 'intake_known') return [];
      const closed = fact.fact === 'intake_closed';
      return [{ at: iso(fact.at), what: closed ? 'closed' : 'opened', by: fact.by, why: closed ? fact.why : '' }];
    }),
  );
}

/** An old report is no silent sweep. */
const reports = 'when it finds something or cannot look, otherwise once an hour';

export function sweepFacts(note: SweepNote | undefined): OperationRow {
  if (note === undefined) return { reported: 'never', reports };
  return {
    reported: iso(note.at),
    reports,
    found: figures(note.found),
    ...(note.last === undefined ? {} : { lastFound: figures(note.last.found), lastFoundAt: iso(note.last.at) }),
    inAll: figures(note.totals),
  };
}

/** Each promise's sweeper. */
export function sweeperRows({ sweepers: notes = {} }: SweepNote, all: Readonly<Record<string, Sweeper>>): OperationRow[] {
  return Object.entries(all).map(([name, { kind, finds, helps }]) => {
    const { found, failed } = notes[name] ?? {};
    return {
      sweeper: name,
      lastFound: found?.count ?? 0,
      at: iso(found?.at),
      isWarning: kind === 'lost',
      finds,
      helps,
      ...(failed === undefined ? {} : { failed: failed.why, failedAt: iso(failed.at) }),
    };
  });
}

function figures(found: Record<string, number>): string {
  const named = Object.entries(found).filter(([, count]) => count > 0);
  return named.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing';
}
