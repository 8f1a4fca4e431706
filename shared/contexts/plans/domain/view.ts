import type { Mode, Owner } from '#contexts/plans/domain/make.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { judgeKept, type Reason, type World } from '#contexts/plans/domain/ready.ts';
import { countsOf, groupStanding, type Counts, type LoadedPlan } from '#contexts/plans/domain/state.ts';
import { groups, type Group } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

/** A page of a plan, as it is shown: W8, a cursor of pages instead of a list of thousands. */
export interface PlanPageView {
  id: string;
  owner: Owner;
  backend: string;
  mode: Mode;
  ended?: { at: Instant; end: string };
  counts: Readonly<Record<Group, Counts>>;
  page: number;
  pages: number;
  group: Group;
  steps: readonly ShownStep[];
}

interface ShownStep extends Pick<PlannedStep, 'name' | 'program' | 'state' | 'since' | 'operation' | 'reused' | 'culprit'> {
  at: number;
  /** Names of what it needs, where that stands on this page; how many stand elsewhere. */
  needs: readonly string[];
  needsElsewhere: number;
  /** B3. Why it waits; undefined where it does not, or may start. */
  reason?: Reason;
}

/** Undefined where the plan has no such page, or it is not loaded. */
export function viewPage(state: LoadedPlan, n: number, world: World): PlanPageView | undefined {
  const page = state.loaded.get(n);
  if (page === undefined) return undefined;
  const { id, owner, backend, mode, ended, cancelled } = state;
  const said = cancelled === undefined ? world : { ...world, cancelled: { since: cancelled.at, why: cancelled.why } };
  const reasons = judgeKept(page.steps, page.group, groupStanding(state, page.group), said);
  const inGroup = groups.map((group) => [group, countsOf(state, group)] as const);
  return {
    id,
    owner,
    backend,
    mode,
    ...(ended === undefined ? {} : { ended }),
    counts: Object.fromEntries(inGroup) as Record<Group, Counts>,
    page: n,
    pages: state.pages.length,
    group: page.group,
    steps: page.steps.map((step, at) => shown(step, at, page.first, page.steps, reasons[at])),
  };
}

function shown(step: PlannedStep, at: number, first: number, all: readonly PlannedStep[], reason: Reason | undefined): ShownStep {
  const here = step.needs.flatMap((need) => all[need - first]?.name ?? []);
  const { name, program, state, since, operation, reused, culprit } = step;
  return {
    at,
    name,
    program,
    state,
    since,
    ...(operation === undefined ? {} : { operation }),
    ...(reused === undefined ? {} : { reused }),
    ...(culprit === undefined ? {} : { culprit }),
    needs: here,
    needsElsewhere: step.needs.length - here.length,
    ...(reason === undefined ? {} : { reason }),
  };
}
