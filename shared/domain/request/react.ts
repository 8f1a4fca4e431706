import type { Instant } from '#domain/time.ts';
import { MINUTE } from '#domain/time.ts';
import { isAuthor, type Person } from '#domain/people.ts';
import type { MailTemplate, Wanted } from '#domain/request/effects.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { questionRules } from '#domain/request/questions.ts';
import { backendRules, type Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { retryDelay } from '#domain/run/polling.ts';

/** Everything that must be done outside because these facts happened; saved in the same commit as they. Pure. */
export function react(before: RequestState | undefined, facts: Fact[], after: RequestState, rules: Rules, at: Instant): Wanted[] {
  const wanted = facts.flatMap((fact) => reactTo(fact, before, after, rules, at));
  if (facts.some((fact) => SHEET_FACTS.has(fact.fact)) && after.status !== 'waiting_for_confirmation') wanted.push({ effect: { kind: 'update_sheet' } });
  return wanted;
}

/** Facts that a cell of the approval sheet shows. */
const SHEET_FACTS: ReadonlySet<Fact['fact']> = new Set([
  'submitted', 'confirmed', 'head_moved', 'gates_passed', 'returned', 'contributor_answered', 'deferred', 'queued', 'turn_granted', 'deployed',
  'deployment_failed', 'run_started', 'run_ended', 'run_lost', 'run_cancelled', 'verdict_asked', 'invalid_data_found', 'invalid_data_settled',
  'rerun_ordered', 'job_approved', 'job_rejected', 'jobs_cancelled', 'approved', 'rejected', 'withdrawn', 'verdict_undone',
]);

/** How long after its own time limit a silent run or step is looked at. */
const WATCH_GRACE = 2 * MINUTE;

function reactTo(fact: Fact, before: RequestState | undefined, after: RequestState, rules: Rules, at: Instant): Wanted[] {
  switch (fact.fact) {
    case 'submitted':
      return fact.via === 'webhook' ? received() : [];
    case 'confirmed':
      return received();
    case 'asked':
      return reactToQuestion(fact, after, rules);
    case 'gates_recorded':
      return gatesNews(before, after);
    case 'head_moved':
      return [...contributor('head_moved'), ...admins('head_moved', after, rules)];
    case 'queued':
      return [...(before?.queuedSince === undefined ? contributor('accepted') : []), offer(after)];
    case 'turn_granted':
      return [deploy(fact.turn.fencing)];
    case 'test_ref_made':
      return nextStep(after);
    case 'deploy_step_started':
      return watchStep(fact, after, rules, at);
    case 'deploy_step_ended':
      return fact.passed && after.status === 'deploying' ? nextStep(after) : [];
    case 'turn_ended':
      return [offer(after)];
    case 'deployment_failed':
      return contributor('deployment_failed');
    case 'approved':
      return [...contributor('approved'), ...withRole('approved', after, rules, ['release_coordinator', 'qa_lead'])];
    case 'rejected':
      return contributor('rejected');
    case 'withdrawn':
      return [...contributor('withdrawn'), ...(before?.assignee === undefined ? [] : mail('withdrawn', before.assignee))];
    case 'verdict_undone':
      return contributor('verdict_undone');
    default:
      return reactToRun(fact, after, rules, at);
  }
}

function reactToRun(fact: Fact, after: RequestState, rules: Rules, at: Instant): Wanted[] {
  switch (fact.fact) {
    case 'run_intended': {
      if (fact.run.executor === 'manual') return [];
      const effect = { kind: 'run_job', run: fact.run.id, phase: 'launch' } as const;
      const retried = after.jobs.some((job) => job.step === fact.step && job.runs.at(-2)?.state === 'failed');
      return [retried ? { effect, notBefore: at + retryDelay(fact.run.attempt) } : { effect }];
    }
    case 'run_launched': {
      const limit = backendRules(rules, after.backend).jobTimeout + WATCH_GRACE;
      return [{ effect: { kind: 'run_job', run: fact.run, phase: 'watch' }, notBefore: at + limit }];
    }
    case 'run_cancel_requested':
      return [{ effect: { kind: 'run_job', run: fact.run, phase: 'cancel' } }];
    case 'run_ended':
      return stepOf(after, fact.run).flatMap((step) => contributor('run_finished', step));
    case 'run_lost':
      return stepOf(after, fact.run).flatMap((step) => [...contributor('run_lost', step), ...admins('run_lost', after, rules)]);
    default:
      return [];
  }
}

const QUESTION_MAILS: Record<FactOf<'asked'>['kind'], MailTemplate | undefined> = {
  confirm: 'confirm_address',
  withdraw: undefined,
  gates: 'gates_waivable',
  review: 'review_request',
  return: 'returned',
  verdict: 'verdict_request',
  hold: 'invalid_data',
  manual_step: 'manual_step',
  manual_test: 'manual_test',
  deployment: 'deployment_failed',
};

/** Whoever may answer is asked: the assignee alone where there is one and admins decide. */
function reactToQuestion(fact: FactOf<'asked'>, after: RequestState, rules: Rules): Wanted[] {
  const template = QUESTION_MAILS[fact.kind];
  if (template === undefined) return [];
  const { asked } = questionRules[fact.kind];
  const people = rules.people.filter((person) => {
    if (isAuthor(person, after.submission.contributor)) return false;
    if (asked.includes('admins') && person.roles.includes('admin')) return after.assignee === undefined || after.assignee === person.id;
    return asked.includes('testers') && (person.roles.includes('tester') || person.roles.includes('admin'));
  });
  const recipients = [...(asked.includes('contributor') ? ['contributor'] : []), ...people.map(({ id }) => id)];
  const step = fact.step === undefined ? {} : { step: fact.step };
  return recipients.map((to) => ({ effect: { kind: 'send_mail', template, to, question: fact.question, ...step } }));
}

function received(): Wanted[] {
  return [...contributor('receipt'), { effect: { kind: 'check_gates' } }];
}

/** The contributor hears of gates that have come to fail, once per change. */
function gatesNews(before: RequestState | undefined, after: RequestState): Wanted[] {
  const failing = (state: RequestState | undefined): string =>
    (state?.gates ?? []).filter((gate) => gate.state === 'failed').map(({ gate, why }) => `${gate}: ${why}`).join('\n');
  return failing(after) !== '' && failing(after) !== failing(before) ? contributor('gates_failed') : [];
}

function offer(after: RequestState): Wanted {
  return { effect: { kind: 'offer_turn', backend: after.backend } };
}

function deploy(fencing: number, step?: string): Wanted {
  return { effect: { kind: 'deploy_step', fencing, ...(step === undefined ? {} : { step }) } };
}

function nextStep(after: RequestState): Wanted[] {
  const step = after.turn?.steps.find(({ state }) => state === 'waiting');
  return step === undefined || after.turn === undefined ? [] : [deploy(after.turn.fencing, step.name)];
}

/** Every promise has a sweeper: a step that says nothing is looked at after its time limit. People take their time. */
function watchStep(fact: FactOf<'deploy_step_started'>, after: RequestState, rules: Rules, at: Instant): Wanted[] {
  const rule = backendRules(rules, after.backend).deploySteps.find(({ name }) => name === fact.step);
  if (after.turn === undefined || rule === undefined || rule.kind === 'manual') return [];
  return [{ ...deploy(after.turn.fencing, fact.step), notBefore: at + rule.timeout + WATCH_GRACE }];
}

function stepOf(state: RequestState, run: string): string[] {
  return state.jobs.filter((job) => job.runs.some(({ id }) => id === run)).map(({ step }) => step);
}

function contributor(template: MailTemplate, step?: string): Wanted[] {
  return mail(template, 'contributor', step);
}

function admins(template: MailTemplate, after: RequestState, rules: Rules): Wanted[] {
  const asked = rules.people.filter(({ id, roles }) => roles.includes('admin') && (after.assignee === undefined || after.assignee === id));
  return asked.flatMap(({ id }) => mail(template, id));
}

function withRole(template: MailTemplate, after: RequestState, rules: Rules, roles: Person['roles']): Wanted[] {
  const told = rules.people.filter((person) => person.roles.some((role) => roles.includes(role)) && !isAuthor(person, after.submission.contributor));
  return told.flatMap(({ id }) => mail(template, id));
}

function mail(template: MailTemplate, to: string, step?: string): Wanted[] {
  return [{ effect: { kind: 'send_mail', template, to, ...(step === undefined ? {} : { step }) } }];
}
