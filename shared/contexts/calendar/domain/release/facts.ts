import type { ReportCause, ReportCounts } from '#contexts/calendar/domain/report.ts';
import { stageKey, type PlannedStage } from '#contexts/calendar/domain/stages.ts';
import type { CutCounts, Place, ReleaseStage, ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to a release. */
export type ReleaseFact =
  /** The first of every timeline: how it stood before it had one. */
  | { fact: 'release_known'; state: ReleaseState }
  /** C1, C6. The row stands at these instants; what is planned for them. */
  | { fact: 'cutoffs_set'; softCutoff: Instant; hardCutoff: Instant; at: Instant; stages: PlannedStage[] }
  /** C6. It had been cut at `from` by then. */
  | { fact: 'cutoff_moved_after_cut'; from: Instant; to: Instant; seenAt: Instant }
  /** C4. Somebody came back to it, so it is looked at once more. `forgets`: old looks that go for it. */
  | { fact: 'look_planned'; cutoff: Instant; again: number; at: Instant; forgets: string[] }
  /** Of the stages of the same key as they are kept in the state. */
  | { fact: 'stage_begun'; stage: string; at: Instant }
  | { fact: 'stage_left'; stage: string; after: Place }
  | { fact: 'stage_collected'; stage: string; at: Instant }
  /** Its time was over: the next one says it. */
  | { fact: 'stage_overtaken'; stage: string; at: Instant }
  /** C6. Its row was moved before it began. */
  | { fact: 'stage_dropped'; stage: string }
  | ({ fact: 'release_cut'; cutoff: Instant; at: Instant } & CutCounts)
  | { fact: 'report_published'; report: number; cause: ReportCause; cutoff: Instant; counts: ReportCounts }
  /** `told`: how many contributors had a word of it. */
  | { fact: 'stage_done'; stage: string; at: Instant; told: number };

export function begin(fact: ReleaseFact): ReleaseState | undefined {
  return fact.fact === 'release_known' ? fact.state : undefined;
}

/** Moves after a cut that are remembered. */
const MOVES = 50;

/** One rule for each fact. Throws when the fact cannot have happened. */
export const releaseFacts: Evolvers<ReleaseState, ReleaseFact> = {
  release_known: {
    evolve: () => {
      throw new Error('a release is known once');
    },
  },
  cutoffs_set: { evolve: planned },
  cutoff_moved_after_cut: {
    evolve: (state, { fact: _fact, ...moved }) => ({ ...state, movedAfterCut: [...state.movedAfterCut, moved].slice(-MOVES) }),
  },
  look_planned: {
    evolve: (state, { cutoff, again, at, forgets }) => {
      const kept = Object.entries(state.stages).filter(([key]) => !forgets.includes(key));
      return { ...state, stages: { ...Object.fromEntries(kept), [stageKey('cut', cutoff, again)]: { stage: 'cut', dueAt: at } } };
    },
  },
  stage_begun: { evolve: (state, { stage, at }) => withStage(state, stage, (known) => ({ ...known, begunAt: at })) },
  stage_left: { evolve: (state, { stage, after }) => withStage(state, stage, (known) => ({ ...known, after })) },
  stage_collected: { evolve: (state, { stage, at }) => withStage(state, stage, (known) => ({ ...known, collectedAt: at })) },
  stage_overtaken: { evolve: (state, { stage, at }) => withStage(state, stage, (known) => ({ ...known, doneAt: at })) },
  stage_dropped: {
    evolve: (state, { stage }) => {
      const { [stage]: _dropped, ...stages } = state.stages;
      return { ...state, stages };
    },
  },
  release_cut: { evolve: cut },
  report_published: { evolve: (state, { report }) => ({ ...state, reports: report }) },
  stage_done: {
    evolve: (state, { stage, at }) => withStage(state, stage, ({ after: _after, ...known }) => ({ ...known, doneAt: at })),
  },
};

/** A stage of this very instant that is there is not planned anew: what is done is not done again. */
function planned(state: ReleaseState, { softCutoff, hardCutoff, at, stages }: FactNamed<ReleaseFact, 'cutoffs_set'>): ReleaseState {
  const all = stages.map((stage) => [stageKey(stage.stage, hardCutoff), stage] as const);
  const fresh = Object.fromEntries(all.filter(([key]) => state.stages[key] === undefined));
  return { ...state, softCutoff, hardCutoff, plannedAt: at, stages: { ...state.stages, ...fresh } };
}

function withStage(state: ReleaseState, key: string, change: (known: ReleaseStage) => ReleaseStage): ReleaseState {
  const known = state.stages[key];
  if (known === undefined) throw new Error(`release ${state.id} has no stage ${key}`);
  return { ...state, stages: { ...state.stages, [key]: change(known) } };
}

/** C6: the instant that was used is kept; who came late to it is counted with the others. */
function cut(state: ReleaseState, { cutoff, at, made, moved, blocking }: FactNamed<ReleaseFact, 'release_cut'>): ReleaseState {
  const before = state.cuts.find((one) => one.cutoff === cutoff);
  if (before === undefined) return { ...state, cuts: [...state.cuts, { cutoff, doneAt: at, made, moved, blocking }] };
  const both = { made: before.made + made, moved: before.moved + moved, blocking: before.blocking + blocking };
  return { ...state, cuts: state.cuts.map((one) => (one === before ? { ...before, ...both } : one)) };
}
