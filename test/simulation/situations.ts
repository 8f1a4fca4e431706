import type { OutboxDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import type { Situation } from './situation-names.ts';
import type { Commit, RequestChange } from './invariants/invariant.ts';

const HOUR = 3_600_000;

/** What the timeline tells of rare moments. */
export function situationsOf({ changes, mails, committed }: Commit): Situation[] {
  return [
    ...changes.flatMap((change) => [...change.entries.flatMap((entry) => ofEntry(change, entry)), ...waiting(change)]),
    ...mails.flatMap(({ state }): Situation[] =>
      state === 'unknown'
        ? ['the outcome of a mail was unknown']
        : state === 'skipped'
          ? ['a mail was not sent because nobody asked any more']
          : [],
    ),
    ...committed.writes.flatMap(({ ref, document }) => (ref.collection === 'outbox' ? ofEffect(document as OutboxDocument) : [])),
    ...changes.flatMap(({ entries }) => entries.flatMap(afterPause)),
  ];
}

const byFact: Partial<Record<Fact['fact'], Situation>> = {
  gate_waived: 'a gate was waived',
  run_lost: 'a run was lost',
  run_cancelled: 'a run was cancelled',
  invalid_data_found: 'an audit found invalid data',
  deployment_failed: 'a deployment failed',
  retry_planned: 'a run was planned again by itself',
  verdict_undone: 'a verdict was undone',
  clock_paused: 'a clock was paused',
  clock_resumed: 'a clock went on with what was left of it',
  rejected: 'a request was rejected',
  withdrawn: 'a request was withdrawn',
  merge_refused: 'a merge was refused',
  clock_breached: 'a clock was breached',
  clock_reminded: 'somebody was reminded of a promise',
  first_approved: 'a first of two admins approved',
  word_asked: 'the contributor’s word on an audit was asked for',
  word_given: 'a contributor gave their word on an audit',
  word_refused: 'a contributor objected to an audit',
  word_waived: 'it went on without the contributor’s word',
  production_recorded: 'somebody told what became of a job in production',
  turn_held: 'a turn was held by a freeze',
  freeze_overridden: 'a freeze was overridden with a reason',
  regression_cleared: 'a false alarm of a regression test was cleared',
  clearing_begun: 'a backend was put in order for the next',
};

function ofEntry({ before, after }: RequestChange, { facts, at }: TimelineDocument): Situation[] {
  const several = facts.filter(({ fact }) => fact === 'answered').length > 1;
  const situations: Situation[] = several ? ['several verdicts were given at once'] : [];
  return [
    ...situations,
    ...facts.flatMap((fact): Situation[] => {
      const plain = byFact[fact.fact];
      const found: Situation[] = plain === undefined ? [] : [plain];
      if (fact.fact === 'head_moved') {
        if (before?.status === 'approved') found.push('a push came after the approval');
        if (before?.state.jobs.some(({ runs }) => runs.length > 0)) found.push('a push made evidence stale');
      }
      if (fact.fact === 'clock_started' && fact.kind === 'gates') found.push('a gate that hung was put before the admins');
      if ((fact.fact === 'head_moved' || fact.fact === 'base_moved') && before?.state.waivers.some(({ ended }) => ended === undefined))
        found.push('a push or another base ended a waiver');
      if (fact.fact === 'turn_granted' && before?.state.turn !== undefined) found.push('a request took a second turn');
      if (fact.fact === 'turn_granted' && fact.turn.fencing > 1) found.push('a backend went to the next request');
      if (fact.fact === 'run_ended' && fact.result.outcome === 'unclear') found.push('a run ended unclear');
      if (fact.fact === 'run_ended' && fact.how === 'failed') found.push('a run failed');
      if (fact.fact === 'job_approved' && fact.approval.first !== undefined) found.push('a second of two admins approved');
      if (fact.fact === 'merged' && !fact.tested) found.push('an untested merge was noticed');
      if (fact.fact === 'clock_stopped') {
        const clock = before?.state.clocks.find(({ id }) => id === fact.clock);
        if (clock?.state === 'running' && at > clock.dueAt) found.push('an answer came after its time');
        if (clock?.state === 'running' && at <= clock.dueAt && clock.dueAt - at < 3 * HOUR)
          found.push('an answer came right before its time was over');
      }
      if (fact.fact === 'answered' && after.state.via === 'form' && fact.action === 'confirm') found.push('an address was confirmed');
      return found;
    }),
  ];
}

function waiting({ before, after }: RequestChange): Situation[] {
  return after.waitsForBackend !== undefined && before?.waitsForBackend === undefined ? ['a request waited for its turn'] : [];
}

function ofEffect({ state, attempts, dispatches, kind, dueAt, createdAt }: OutboxDocument): Situation[] {
  return [
    ...(kind === 'send_mail' && state === 'waiting' && dueAt - createdAt > HOUR / 2 && dispatches > 1
      ? (['a mail was held until quiet hours were over'] as const)
      : []),
    ...(state === 'dead' ? (['an effect was given up'] as const) : []),
    ...(state === 'leased' && attempts > 1 ? (['an effect was performed again under a new lease'] as const) : []),
    ...(state === 'leased' && dispatches > 2 && kind !== 'check_gates' ? (['an effect was dispatched again and again'] as const) : []),
  ];
}

/** The offer that the end of a pause asked for has found somebody. */
function afterPause({ command, commandId }: TimelineDocument): Situation[] {
  return command === 'grant_turn' && commandId.startsWith('backend.') ? ['somebody’s turn came when a pause was over'] : [];
}
