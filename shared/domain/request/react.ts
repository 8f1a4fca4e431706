import { announce } from '#domain/announce/happenings.ts';
import type { Instant } from '#domain/time.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { keepPullRequestAlive, tellPullRequest } from '#domain/request/react/pull-request.ts';
import { lookAfterHanging, offerByMail, reactToGates } from '#domain/request/react/gates.ts';
import { takenOver } from '#domain/request/continued.ts';
import { reactToContinued } from '#domain/request/react/continued.ts';
import { reactToClock } from '#domain/request/react/ladder.ts';
import { mail, RELEASE_TEAM, toAdmins, toContributor, toRoles } from '#domain/request/react/mail.ts';
import { askByMail, askForVerdicts, askSecond, tellAnswered } from '#domain/request/react/questions.ts';
import { reactToProduction } from '#domain/request/react/production.ts';
import { reactToLocks } from '#domain/request/react/locks.ts';
import { reactToRun, tellOfRuns } from '#domain/request/react/runs.ts';
import { afterStep, deploy, nextStep, offer, offerAfterTurn, watchStep } from '#domain/request/react/turn.ts';
import { tellUndone } from '#domain/request/react/undone.ts';
import { isProven, mustBeAsked } from '#domain/request/proven.ts';
import type { Rules } from '#domain/request/rules.ts';
import { lookForLeftOvers, remindOfFiles } from '#domain/request/react/left-over.ts';
import { endedWell, type RequestState } from '#domain/request/state.ts';

/** Everything that must be done outside because these facts happened; saved in the same commit as they. Pure. */
export function react(before: RequestState | undefined, facts: Fact[], after: RequestState, rules: Rules, at: Instant): Wanted[] {
  const wanted = facts.flatMap((fact) => [
    ...reactTo(fact, facts, before, after, rules, at),
    ...reactToLocks(fact, facts, after, rules),
    ...tellAnswered(fact, after),
  ]);
  if (facts.some((fact) => SHEET_FACTS.has(fact.fact)) && isProven(after)) wanted.push({ effect: { kind: 'update_sheet' } });
  const all = [
    ...wanted,
    ...tellUndone(before, facts, after, rules),
    ...lookAfterHanging(before, after, rules),
    ...lookForLeftOvers(before, after),
    ...reactToProduction(before, facts, after, rules),
    ...keepPullRequestAlive(before, after, rules, at),
    ...tellPullRequest(facts, after, rules),
    ...announce(before, facts, after, rules, at),
  ];
  return forItsTaker(all, after);
}

const OF_CONTRIBUTORS: ReadonlySet<string> = new Set(['contributor', 'former_contributor']);

/** I19: what is wanted for one contributor is not for the next. What is ordered again stays for whom it was. */
function forItsTaker(all: Wanted[], after: RequestState): Wanted[] {
  const taker = takenOver(after);
  if (taker === 0) return all;
  return all.map((one) =>
    one.effect.kind === 'send_mail' && OF_CONTRIBUTORS.has(one.effect.to) && one.effect.again !== true
      ? { ...one, effect: { ...one.effect, taker } }
      : one,
  );
}

/** Facts that a cell of the approval sheet shows. What happens within a turn is not for the sheet: there it is `accepted`. */
const SHEET_FACTS: ReadonlySet<Fact['fact']> = new Set([
  'submitted',
  'confirmed',
  'continued_at',
  'head_moved',
  'base_moved',
  'gates_fell',
  'gates_hold',
  'gates_passed',
  'returned',
  'contributor_answered',
  'request_edited',
  'deferred',
  'cutoff_passed',
  'queued',
  'deployment_failed',
  'run_ended',
  'run_lost',
  'run_cancelled',
  'verdict_asked',
  'invalid_data_found',
  'invalid_data_settled',
  'rerun_ordered',
  'word_asked',
  'word_given',
  'word_waived',
  'word_refused',
  'first_approved',
  'first_approval_undone',
  'job_approved',
  'job_rejected',
  'jobs_cancelled',
  'approved',
  'completed',
  'rejected',
  'withdrawn',
  'verdict_undone',
  'contributor_forgotten',
]);

function reactTo(
  fact: Fact,
  facts: readonly Fact[],
  before: RequestState | undefined,
  after: RequestState,
  rules: Rules,
  at: Instant,
): Wanted[] {
  switch (fact.fact) {
    case 'submitted':
      return mustBeAsked(fact.via, fact.submission.contributor) ? [] : received();
    case 'confirmed':
      return received();
    case 'queued':
      return [...(before?.status === 'in_review' ? toContributor('accepted') : []), offer(after.backend)];
    case 'freeze_overridden':
      return [offer(after.backend)];
    case 'turn_granted':
      return [deploy(fact.turn.fencing)];
    case 'test_ref_made':
    case 'clearing_begun':
      return nextStep(after);
    case 'deploy_step_started':
      return watchStep(fact, after, rules, at);
    case 'regression_cleared':
      return after.status === 'deploying' ? nextStep(after) : [];
    case 'deploy_step_ended':
      return afterStep(fact, after, rules, at);
    case 'turn_ended':
      return offerAfterTurn(after);
    default:
      return [
        ...reactToQuestion(fact, facts, before, after, rules, at),
        ...reactToEnding(fact, before, after, rules, at),
        ...reactToRun(fact, facts, after, rules, at),
      ];
  }
}

/** What people are asked, and what keeps it from being asked. */
function reactToQuestion(
  fact: Fact,
  facts: readonly Fact[],
  before: RequestState | undefined,
  after: RequestState,
  rules: Rules,
  at: Instant,
): Wanted[] {
  switch (fact.fact) {
    case 'asked':
      return [...askByMail(fact, after, rules, at), ...offerByMail(fact, after, rules)];
    case 'verdicts_wanted':
      return [...tellOfRuns(fact, before, after), ...askForVerdicts(fact, after, rules, at)];
    case 'request_edited':
      return tellEdited(after, rules);
    case 'gates_recorded':
    case 'gates_fell':
    case 'gates_hold':
      return reactToGates(fact, before, after, rules, at);
    case 'nobody_decides':
      return tellNobodyDecides(after, rules);
    case 'continued_at':
      return reactToContinued(fact, before, after, rules);
    case 'first_approved':
      return askSecond(fact, facts, after, rules);
    default:
      return [];
  }
}

function reactToEnding(fact: Fact, before: RequestState | undefined, after: RequestState, rules: Rules, at: Instant): Wanted[] {
  switch (fact.fact) {
    case 'head_moved':
    case 'base_moved':
      return [
        ...toContributor(fact.fact),
        ...toAdmins(fact.fact, after, rules),
        ...(before !== undefined && endedWell(before) ? toRoles(fact.fact, after, rules, RELEASE_TEAM) : []),
      ];
    case 'deployment_failed':
      // A contributor who is asked hears of it by the question.
      return after.status === 'returned' ? [] : toContributor('deployment_failed');
    case 'approved':
      return [...toContributor('approved'), ...toRoles('approved', after, rules, RELEASE_TEAM)];
    case 'completed':
      return [...toContributor('completed'), ...toRoles('completed', after, rules, RELEASE_TEAM)];
    case 'files_left_over':
      return remindOfFiles(fact);
    case 'merge_wanted':
      return [{ effect: { kind: 'update_pull_request', what: 'merge' } }];
    case 'merge_refused':
      return [...toContributor('merge_refused'), ...toRoles('merge_refused', after, rules, ['admin'])];
    case 'merged':
      return fact.tested ? [] : toRoles('untested_merge', after, rules, ['admin', ...RELEASE_TEAM]);
    case 'rejected':
      return toContributor('rejected');
    case 'withdrawn':
      return tellWithdrawn(fact, before);
    case 'mail_ordered_again':
      return [{ effect: fact.effect }];
    case 'assigned':
      return toContributor('assigned');
    default:
      return reactToClock(fact, after, rules, at);
  }
}

/** Q2: the contributor gets new links, and whoever is not asked to review it anew is told what changed. */
function tellEdited(after: RequestState, rules: Rules): Wanted[] {
  return [...toContributor('edited'), ...(after.status === 'in_review' ? [] : toAdmins('edited', after, rules))];
}

/** I16: of an address that nobody confirmed there is nobody to be told. */
function tellWithdrawn({ unconfirmed }: FactOf<'withdrawn'>, before: RequestState | undefined): Wanted[] {
  if (unconfirmed === true) return [];
  return [...toContributor('withdrawn'), ...(before?.assignee === undefined ? [] : mail('withdrawn', before.assignee))];
}

/** G11: the release team finds somebody; where there is none, everybody of the settings but the contributor does. */
function tellNobodyDecides(after: RequestState, rules: Rules): Wanted[] {
  const team = toRoles('nobody_decides', after, rules, RELEASE_TEAM);
  return team.length > 0 ? team : toRoles('nobody_decides', after, rules, ['admin', 'tester']);
}

function received(): Wanted[] {
  return [...toContributor('receipt'), { effect: { kind: 'check_gates' } }];
}
