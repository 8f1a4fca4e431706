import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { authorsAmong, isAuthor } from '#contexts/gates/domain/authors.ts';
import { checksGate } from '#contexts/gates/domain/gate-checks.ts';
import { registryGate, testFileGate } from '#contexts/gates/domain/gate-files.ts';
import { reviewersGate, type Reviewers } from '#contexts/gates/domain/gate-reviewers.ts';
import { gateNames, type Gate, type GateName, type Judged } from '#contexts/gates/domain/gates.ts';
import { each, hindrances } from '#contexts/gates/domain/hindrances.ts';
import type { EarlierAudits, GateEvidence, HeadEvidence, Evidence } from '#contexts/gates/domain/gate-evidence.ts';
import { jobFiles, type JobLayout } from '#contexts/gates/domain/job-files.ts';
import type { GateRules } from '#contexts/gates/domain/gate-rules.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';
import type { GateSettings } from '#contexts/gates/domain/gate-settings.ts';

/** G1 to G7. A gate that cannot be asked is pending, never passed; one that is switched off, or that nobody can tell, is skipped and says so. */
export function evaluateGates(submission: Submission, seen: GateEvidence, rules: GateRules): Gate[] {
  return gateNames.map((gate) => ({ gate, ...judge(gate, submission, seen, rules) }));
}

function judge(gate: GateName, submission: Submission, seen: GateEvidence, rules: GateRules): Judged {
  if (rules.gatesOff.includes(gate)) return { state: 'skipped', why: 'switched off in the settings of this installation' };
  switch (gate) {
    case 'pull_request':
      return pullRequestGate(seen);
    case 'audit':
      return auditGate(seen.evidence);
    case 'checks':
      return told(seen, seen.checks, (checks) => checksGate(checks, rules.redLabels, settingsOf(submission, rules).checks));
    case 'reviewers':
      return told(seen, seen.reviews, (reviews) => reviewersGate(reviews, reviewersOf(submission, seen, rules)));
    case 'registry':
    case 'test_file':
      return fileGate(gate, submission, seen, rules);
  }
}

function fileGate(
  gate: 'registry' | 'test_file',
  { kind, jobs, change }: Submission,
  seen: GateEvidence,
  { jobLayouts }: GateRules,
): Judged {
  if (jobs.length === 0) return { state: 'passed', why: 'the request has no jobs' };
  if (gate === 'test_file' && kind !== 'new_job') return { state: 'skipped', why: 'the jobs are not new' };
  const layout = layoutOf(jobLayouts, change);
  if (layout.registryFile === undefined) return NO_REGISTRY;
  return told(seen, seen.files, (read) => {
    const files = jobFiles(layout, read.texts.get(layout.registryFile ?? ''));
    if (files === undefined) return NO_REGISTRY;
    if (read.onlyRemoves === true) return ONLY_REMOVES;
    return gate === 'registry' ? registryGate(jobs, files, read) : testFileGate(jobs, files, read);
  });
}

const NO_REGISTRY: Judged = { state: 'skipped', why: 'the settings name no registry file for this repository' };

/** A6. */
const ONLY_REMOVES: Judged = { state: 'passed', why: 'the pull request only removes these jobs, so there is nothing to test' };

export function layoutOf(layouts: readonly JobLayout[], { owner, repository }: { owner: string; repository: string }): JobLayout {
  const fits = (layout: JobLayout): boolean => layout.owner === owner && layout.repository === repository;
  return layouts.find(fits) ?? { owner, repository };
}

function settingsOf({ change }: Submission, { gateSettings = [] }: GateRules): Omit<GateSettings, 'owner' | 'repository'> {
  return gateSettings.find(({ owner, repository }) => owner === change.owner && repository === change.repository) ?? {};
}

/** G3, G11: server-jobs admins review when the job has run, and nobody waits for an author's own review. */
function reviewersOf(submission: Submission, { authors }: GateEvidence, rules: GateRules): Reviewers {
  const { people } = rules;
  const { neverAwaited = [] } = settingsOf(submission, rules);
  const never = new Set(neverAwaited.map((name) => name.toLowerCase()));
  const written = { submission, ...(authors.state === 'read' ? { authors: authorsAmong(people, authors) } : {}) };
  const personOf = (login: string): Person | undefined =>
    people.find(({ githubLogin }) => githubLogin?.toLowerCase() === login.toLowerCase());
  return {
    isAdmin: (login) => personOf(login)?.roles.includes('admin') === true,
    isAuthor: (login) => {
      const person = personOf(login);
      return written.authors?.logins.includes(login.toLowerCase()) === true || (person !== undefined && isAuthor(person, written));
    },
    isNeverAwaited: (login) => never.has(login.toLowerCase()),
  };
}

function told<T extends { state: string }>({ head }: GateEvidence, seen: Evidence<T>, judged: (seen: T) => Judged): Judged {
  if (head.state === 'missing')
    return {
      state: 'pending',
      why: 'This is checked as soon as there is a commit. The contributor checks the address in the request.',
      hindrances: only('missing'),
    };
  if (isAnswer(seen)) return head.state === 'unreachable' ? UNREACHABLE : judged(seen);
  return seen.state === 'cannot_tell' && head.state !== 'unreachable' ? { state: 'skipped', why: seen.why } : UNREACHABLE;
}

const UNREACHABLE: Judged = {
  state: 'pending',
  unseen: true,
  why: 'The code host could not be reached; it is asked again automatically. Nobody needs to act.',
  hindrances: only('unseen'),
};

function only(what: Hindrance['what']): Hindrance[] {
  return [{ what, name: '' }];
}

function isAnswer<T extends { state: string }>(seen: Evidence<T>): seen is T {
  return seen.state !== 'unreachable' && seen.state !== 'cannot_tell';
}

/** G11: whose change it is has to be known before anybody decides on it. */
function pullRequestGate({ head, authors }: GateEvidence): Judged {
  const judged = headGate(head);
  return judged.state === 'passed' && authors.state === 'unreachable' ? UNREACHABLE : judged;
}

function headGate(head: HeadEvidence): Judged {
  switch (head.state) {
    case 'open':
      return { state: 'passed', why: 'it is open' };
    case 'draft':
      return { state: 'failed', why: 'It is a draft. The contributor marks it ready for review.', hindrances: only('draft') };
    case 'closed':
      return { state: 'failed', why: 'It is closed. The contributor reopens it, or withdraws the request.', hindrances: only('closed') };
    case 'merged':
      return {
        state: 'failed',
        why: 'It is already merged. The contributor withdraws the request or names an open pull request.',
        hindrances: only('merged'),
      };
    case 'missing':
      return {
        state: 'failed',
        why: 'There is no such pull request or branch. The contributor checks the address in the request.',
        hindrances: only('missing'),
      };
    case 'unreachable':
      return UNREACHABLE;
  }
}

function auditGate(evidence: EarlierAudits): Judged {
  const missing = evidence.filter(({ found }) => !found);
  if (missing.length === 0)
    return { state: 'passed', why: evidence.length === 0 ? 'every migration that needs an audit has one' : 'the audit passed earlier' };
  const named = missing.map(({ step, requestId }) => `${step} (request ${requestId})`).join(', ');
  return {
    state: 'failed',
    why: `No audit that passed was found for ${named}. The contributor names another, or an admin waives it with a reason.`,
    hindrances: hindrances(
      each(
        'no_audit',
        missing.map(({ step, requestId }) => `${step} (request ${requestId})`),
      ),
    ),
  };
}
