import type { Outlet, RequestEvent } from '#domain/announce/event.ts';
import { changeKey, type Submission } from '#domain/intake/submission.ts';
import { nameByHand } from '#domain/request/by-hand.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Fact } from '#domain/request/facts.ts';
import { isProven } from '#domain/request/proven.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';

type Happening = { type: RequestEvent['type'] } & Partial<Pick<RequestEvent, 'step' | 'run' | 'outcome' | 'clock' | 'downtime'>>;

/** N6. An effect for each outlet and each thing that happened that it wants to hear of. */
export function announce(
  before: RequestState | undefined,
  facts: readonly Fact[],
  after: RequestState,
  rules: Pick<Rules, 'outlets' | 'backends'>,
  at: Instant,
): Wanted[] {
  const outlets: readonly Outlet[] = rules.outlets ?? [];
  if (outlets.length === 0 || !isProven(after)) return [];
  return facts.flatMap((fact) => {
    return [happeningOf(fact, before, after), downtimeOf(fact, after, rules)].flatMap((happening) => {
      if (happening === undefined) return [];
      const event = { ...about(after, at), ...happening };
      return outlets
        .filter(({ events }) => events.includes(event.type))
        .map(({ channel }): Wanted => ({ effect: { kind: 'announce', channel, event } }));
    });
  });
}

/** D4: a backend that is down, or partly, for as long as somebody has it. */
function downtimeOf(fact: Fact, { turn }: RequestState, { backends }: Pick<Rules, 'backends'>): Happening | undefined {
  if (fact.fact !== 'turn_granted' && fact.fact !== 'turn_ended') return undefined;
  const downtime = backends.find(({ slug }) => slug === turn?.backend)?.downtime;
  if (downtime === undefined) return undefined;
  return { type: fact.fact === 'turn_granted' ? 'downtime.started' : 'downtime.ended', downtime };
}

/** Characters of a title: a list of many still fits into one document. */
const LONGEST = 100;

function about({ id, version, status, submission, backend }: RequestState, at: Instant): Omit<RequestEvent, 'type'> {
  return {
    at,
    requestId: id,
    version,
    status,
    title: titleOf(submission).slice(0, LONGEST),
    change: changeKey(submission.change).slice(0, 2 * LONGEST),
    backend,
    ...(submission.targetRelease === undefined ? {} : { release: submission.targetRelease }),
  };
}

function titleOf(submission: Submission): string {
  const { jobs } = submission;
  const [first] = jobs;
  if (first === undefined) return nameByHand(submission);
  return jobs.length === 1 ? first.name : `${first.name} and ${jobs.length - 1} more`;
}

/** A fact that nobody outside need hear of has none. */
function happeningOf(fact: Fact, before: RequestState | undefined, after: RequestState): Happening | undefined {
  switch (fact.fact) {
    case 'submitted':
      return fact.via === 'webhook' ? { type: 'request.submitted' } : undefined;
    case 'confirmed':
      return { type: 'request.submitted' };
    case 'gates_passed':
      return { type: 'request.gates_passed' };
    case 'returned':
      return { type: 'request.returned' };
    case 'queued':
      return before?.status === 'in_review' ? { type: 'request.accepted' } : undefined;
    case 'deferred':
      return { type: 'request.deferred' };
    case 'cutoff_passed':
      return fact.record.outcome === 'moved' ? { type: 'request.deferred' } : undefined;
    case 'approved':
      return { type: 'request.approved' };
    case 'completed':
      return { type: 'request.completed' };
    case 'rejected':
      return { type: 'request.rejected' };
    case 'withdrawn':
      return { type: 'request.withdrawn' };
    case 'verdict_undone':
      return { type: 'request.verdict_undone', step: fact.step };
    case 'verdict_asked':
      return { type: 'verdict.asked', step: fact.step };
    default:
      return ofChange(fact) ?? ofTurn(fact, after);
  }
}

/** What became of the change itself. */
function ofChange(fact: Fact): Happening | undefined {
  switch (fact.fact) {
    case 'head_moved':
      return { type: 'request.head_moved' };
    case 'base_moved':
      return { type: 'request.base_moved' };
    case 'continued_at':
      return { type: 'request.continued' };
    case 'gates_fell':
      return { type: 'request.held' };
    case 'gates_hold':
      return { type: 'request.goes_on' };
    default:
      return undefined;
  }
}

function ofTurn(fact: Fact, after: RequestState): Happening | undefined {
  switch (fact.fact) {
    case 'turn_granted':
      return { type: 'deployment.started' };
    case 'deployed':
      return { type: 'deployment.finished' };
    case 'deployment_failed':
      return { type: 'deployment.failed' };
    case 'clock_breached':
      return { type: 'clock.breached', clock: fact.clock };
    case 'run_started':
      return ofRun('run.started', fact.run, after);
    case 'run_ended':
      return { ...ofRun('run.finished', fact.run, after), outcome: fact.result.failure?.class ?? fact.result.outcome };
    case 'run_cancelled':
      return { ...ofRun('run.cancelled', fact.run, after), outcome: fact.reason };
    case 'run_lost':
      return ofRun('run.lost', fact.run, after);
    default:
      return undefined;
  }
}

function ofRun(type: RequestEvent['type'], run: string, { jobs }: RequestState): Happening {
  const step = jobs.find(({ runs }) => runs.some(({ id }) => id === run))?.step;
  return { type, run, ...(step === undefined ? {} : { step }) };
}
