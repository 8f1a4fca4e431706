import { ownOf } from '#kernel/tables.ts';
import { releaseSchema } from '#contexts/calendar/domain/release/schema.ts';
import { stagesOf } from '#contexts/calendar/domain/stages.ts';
import { largest } from '#kernel/lists.ts';
import type { ReleaseAsked, ReleaseCommand, ReleaseRefused } from '#contexts/calendar/domain/release/commands.ts';
import { begin, releaseFacts, type ReleaseFact } from '#contexts/calendar/domain/release/facts.ts';
import { reactToRelease, type ReleaseRules, type Wanted } from '#contexts/calendar/domain/release/react.ts';
import { cutBeforeMove, looksOf, mayLookAgain, type ReleaseStage, type ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import { decideKnown, type Deciding } from '#kernel/known.ts';
import type { Deciders, Process } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** Further looks that are remembered: one that cannot be cut makes one an hour, and the document stays small. */
const REMEMBERED = 10;

const deciders: Deciders<Deciding<ReleaseState, ReleaseFact>, ReleaseAsked, ReleaseRefused> = {
  plan_release({ draft, at }, { softCutoff, hardCutoff }) {
    const { state } = draft;
    if (state.softCutoff === softCutoff && state.hardCutoff === hardCutoff) return;
    const lastCut = state.cuts.at(-1)?.cutoff;
    const from = cutBeforeMove(state, hardCutoff);
    // C6: what was cut stays cut; a later instant is one more cut, an earlier one is none.
    const stages = lastCut !== undefined && hardCutoff <= lastCut ? [] : stagesOf(hardCutoff, at);
    draft.record({ fact: 'cutoffs_set', softCutoff, hardCutoff, at, stages });
    if (from !== undefined) draft.record({ fact: 'cutoff_moved_after_cut', from, to: hardCutoff, seenAt: at });
  },
  look_again({ draft, at }, { cutoff }) {
    if (!mayLookAgain(draft.state, cutoff, at)) return;
    const numbers = looksOf(draft.state, cutoff).map(({ number }) => number);
    draft.record({ fact: 'look_planned', cutoff, again: largest(0, numbers) + 1, at, forgets: oldLooks(draft.state, cutoff) });
  },
  begin_stage({ draft, at }, { stage }) {
    if (isOpen(draft.state, stage) && draft.state.stages[stage]?.begunAt === undefined) draft.record({ fact: 'stage_begun', stage, at });
  },
  leave_stage({ draft }, { stage, after }) {
    if (isCollecting(draft.state.stages[stage])) draft.record({ fact: 'stage_left', stage, after });
  },
  collect_stage({ draft, at }, { stage }) {
    if (isCollecting(draft.state.stages[stage])) draft.record({ fact: 'stage_collected', stage, at });
  },
  overtake_stage({ draft, at }, { stage }) {
    if (isOpen(draft.state, stage)) draft.record({ fact: 'stage_overtaken', stage, at });
  },
  drop_stage({ draft }, { stage }) {
    if (isOpen(draft.state, stage) && draft.state.stages[stage]?.begunAt === undefined) draft.record({ fact: 'stage_dropped', stage });
  },
  end_stage({ draft, at }, { stage, told, cut, report }) {
    if (!isOpen(draft.state, stage)) return undefined;
    if (report !== undefined && report.report !== (draft.state.reports ?? 0) + 1)
      return { refused: { code: 'report_there', message: `version ${report.report} of the report is there already` } };
    if (cut !== undefined) {
      draft.record({ fact: 'release_cut', at, ...cut });
      if (report !== undefined) draft.record({ fact: 'report_published', cutoff: cut.cutoff, ...report });
    }
    draft.record({ fact: 'stage_done', stage, at, told });
    return undefined;
  },
};

function isOpen({ stages }: ReleaseState, key: string): boolean {
  const stage = ownOf(stages, key);
  return stage !== undefined && stage.doneAt === undefined;
}

/**
 * A worker that was given up may find somebody after another has been through, and told what it collected: they would be in no mail and in no
 * report. Whoever is left is found by the next look.
 */
export function isCollecting(stage: ReleaseStage | undefined): boolean {
  return stage !== undefined && stage.collectedAt === undefined && stage.doneAt === undefined;
}

function oldLooks(state: ReleaseState, cutoff: Instant): string[] {
  const further = looksOf(state, cutoff).filter(({ number }) => number > 0);
  return further
    .toSorted((a, b) => b.number - a.number)
    .slice(REMEMBERED - 1)
    .map(({ key }) => key);
}

/** C1. A release: every change of it is a command on its own timeline. */
export const releaseProcess: Process<ReleaseState, ReleaseCommand, ReleaseFact, ReleaseRules, Wanted, ReleaseRefused> = {
  kind: 'release',
  idOf: ({ id }) => id,
  begin,
  facts: releaseFacts,
  schema: releaseSchema,
  decide: decideKnown<ReleaseState, ReleaseAsked, ReleaseFact, ReleaseRefused>(releaseFacts, deciders, (state) => ({
    fact: 'release_known',
    state,
  })),
  react: reactToRelease,
};
