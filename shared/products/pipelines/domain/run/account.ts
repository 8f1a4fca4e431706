import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { EndState } from '#contexts/plans/domain/step.ts';
import type { FailureCause } from '#products/pipelines/domain/job/causes.ts';
import type { FailureCode, JobState } from '#products/pipelines/domain/job/state.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

/** As many as one looks at, of any number. */
export interface Some<T> {
  first: readonly T[];
  more: number;
}

/** Facts alone: neither what an action wrote, nor any words of it or of its agent. */
export interface FailedAction {
  action: string;
  /** Absent where it ended without having begun. */
  code?: FailureCode;
  cause?: FailureCause;
  exitCode?: number;
  /** Patterns of the file of the plan that nothing matched. */
  unmatched?: readonly string[];
  /** R9. Attempts that were lost. */
  losses?: number;
  /** The run whose job counted for it. */
  joined?: string;
}

/** Actions that have one thing, or one person, to thank for it. */
interface Because {
  of: string;
  actions: Some<string>;
}

/** K4. How a run ended, for whoever is told: bounded, however many actions it has. */
export interface RunAccount {
  run: RunState;
  succeeded: number;
  failed: Some<FailedAction>;
  /** O3. By what kept them from it. */
  notRun: Some<Because>;
  /** By whoever cancelled them; without a name where nobody knows. */
  cancelled: Some<Because>;
  reused: Some<string>;
  /** K3. Of which the guard held outputs back. */
  heldBack: Some<string>;
  /** R9. Of which an attempt was lost, and which ended by themselves all the same. */
  triedAgain: Some<string>;
}

/** A step of its plan, and what is known of its job: its own, or the one that counted for it. */
export interface RunPart {
  step: PlannedStep;
  job?: JobState | undefined;
}

/** Of each list. */
const MOST_NAMED = 20;

export function accountOf(run: RunState, parts: readonly RunPart[]): RunAccount {
  const named = (fits: (part: RunPart) => boolean): Some<string> => some(parts.filter(fits).map(nameOf));
  const canceller = run.cancelled?.who ?? '';
  return {
    run,
    succeeded: parts.filter(({ step }) => step.state === 'succeeded' && step.reused === undefined).length,
    failed: some(parts.filter(({ step }) => step.state === 'failed').map(failedAction)),
    notRun: grouped(parts, 'dependency_failed', ({ step }) => step.culprit ?? ''),
    cancelled: grouped(parts, 'cancelled', ({ job }) => (job?.state === 'cancelled' ? job.by : canceller)),
    reused: named(({ step }) => step.reused === true),
    heldBack: named(({ job }) => job?.state === 'succeeded' && job.heldBack === true),
    triedAgain: named(
      ({ job }) =>
        job !== undefined && job.losses > 0 && (job.state === 'succeeded' || (job.state === 'failed' && job.code !== 'internal_error')),
    ),
  };
}

function some<T>(all: readonly T[]): Some<T> {
  return { first: all.slice(0, MOST_NAMED), more: Math.max(0, all.length - MOST_NAMED) };
}

function nameOf({ step }: RunPart): string {
  return step.name;
}

/** In the order of the plan. */
function grouped(parts: readonly RunPart[], state: EndState, by: (part: RunPart) => string): Some<Because> {
  const groups = new Map<string, string[]>();
  for (const part of parts.filter(({ step }) => step.state === state)) {
    const known = groups.get(by(part));
    if (known === undefined) groups.set(by(part), [part.step.name]);
    else known.push(part.step.name);
  }
  return some([...groups].map(([of, actions]) => ({ of, actions: some(actions) })));
}

export function failedAction({ step, job }: RunPart): FailedAction {
  const { joins } = step.input as StepInput;
  const joined = joins === undefined ? {} : { joined: joins.run };
  if (job?.state !== 'failed') return { action: step.name, ...joined };
  const { code, cause, exitCode, unmatched, losses } = job;
  return {
    action: step.name,
    code,
    losses,
    ...joined,
    ...(cause === undefined ? {} : { cause }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(unmatched === undefined ? {} : { unmatched }),
  };
}
