import type { IntakeContext } from './context.ts';
import { parseDocumentUrl, parsePullRequestUrl } from './links.ts';
import type { Outline } from './outline.ts';
import { releaseProblem } from './release-name.ts';
import { quoted } from './problems.ts';
import { docParts, type Problem } from './submission.ts';

type Rule = (form: Outline, context: IntakeContext) => Problem[];

/** Rules between fields of one form (I5, I9) and against the settings. Those between jobs are in job-rules.ts. */
export const formRules: readonly Rule[] = [requiredTogether, change, document, jobsOfKind, featureOfKind, docCovers, knownNames, jobsThere];

function requiredTogether(form: Outline): Problem[] {
  const missing = (field: string, message: string): Problem[] => (form.has(field) ? [] : [{ path: field, code: 'required', message }]);
  return [
    ...(form.kind === 'existing_job' ? missing('reason', 'Say why the existing job must be run.') : []),
    ...(form.kind === 'server_action' && form.has('ref') ? missing('reason', 'Say why the branch should be deployed on the backend.') : []),
    ...(form.has('resubmissionOf') ? missing('whatWasFixed', 'Say what was fixed since the earlier request.') : []),
    ...(form.isTrue('essential') ? missing('essentialReason', 'Say why the release cannot do without it.') : []),
    ...(form.has('productionPlan') ? missing('group', 'Name the group of requests that the production plan is for.') : []),
    ...(form.kind === 'feature' ? missing('feature', 'Name the third-party APIs and the steps of the test.') : []),
  ];
}

function change(form: Outline, context: IntakeContext): Problem[] {
  const url = form.text('pullRequest');
  const problems: Problem[] = [];
  if (form.has('ref') && form.has('pullRequest')) {
    problems.push({ path: 'ref', code: 'either_or', message: 'Give a pull request or a branch, not both.' });
  } else if (form.has('ref') && form.kind !== undefined && !mayNameBranch(form.kind)) {
    problems.push({
      path: 'ref',
      code: 'not_for_kind',
      message: 'Only an existing job or a server action can name a branch; give a pull request.',
    });
  } else if (!form.has('ref') && !form.has('pullRequest')) {
    const message =
      form.kind !== undefined && mayNameBranch(form.kind)
        ? 'Give the pull request or the branch to run it at.'
        : 'Give the address of the pull request.';
    problems.push({ path: 'pullRequest', code: 'required', message });
  }
  if (form.has('ref') && context.repositories.length === 0)
    problems.push({ path: 'ref', code: 'repository_not_allowed', message: 'This installation has no repository.' });
  const answer = url ? parsePullRequestUrl(url, context.repositories) : undefined;
  if (answer?.ok === false) problems.push({ path: 'pullRequest', code: answer.code, message: answer.message });
  return problems;
}

/** I4, I20: what is there already, or only to be put on a backend, needs no pull request. */
function mayNameBranch(kind: string): boolean {
  return kind === 'existing_job' || kind === 'server_action';
}

function document(form: Outline, context: IntakeContext): Problem[] {
  const url = form.text('instructionsDoc');
  const answer = url ? parseDocumentUrl(url, context.documentHosts) : undefined;
  return answer?.ok === false ? [{ path: 'instructionsDoc', code: answer.code, message: answer.message }] : [];
}

function jobsOfKind(form: Outline): Problem[] {
  if (!form.jobsReadable) return [];
  const count = form.jobs.length;
  if ((form.kind === 'new_job' || form.kind === 'existing_job') && count === 0)
    return [{ path: 'jobs', code: 'required', message: 'Name at least one job.' }];
  if (form.kind === 'feature' && count > 0)
    return [{ path: 'jobs', code: 'not_for_kind', message: 'A feature has no jobs; ask for its jobs in a separate request.' }];
  return [];
}

function featureOfKind(form: Outline): Problem[] {
  if (!form.has('feature') || form.kind === undefined || form.kind === 'feature') return [];
  return [{ path: 'feature', code: 'not_for_kind', message: 'Only a request for a feature has this.' }];
}

/** I5: all five for a job. A broken list of parts is the schema's to report. */
function docCovers(form: Outline): Problem[] {
  if (form.jobs.length === 0) return form.kind === 'new_job' || form.kind === 'existing_job' ? missingCovers(form) : [];
  const covers = form.docCovers;
  if (covers === undefined) return missingCovers(form);
  return docParts
    .filter((part) => covers[part] === false)
    .map((part) => ({ path: `docCovers.${part}`, code: 'must_be_true', message: 'The document must cover this before a job is tested.' }));
}

function missingCovers(form: Outline): Problem[] {
  return form.has('docCovers') ? [] : [{ path: 'docCovers', code: 'required', message: 'Say what the instructions document covers.' }];
}

/** R18. A job that the asked backend cannot run is told at once, not when its turn has come. */
function jobsThere({ jobs, text }: Outline, { backends, whyNotHere }: IntakeContext): Problem[] {
  const backend = text('backend') ?? backends[0];
  if (backend === undefined || whyNotHere === undefined) return [];
  return jobs.slice(0, 100).flatMap(({ name, index }) => {
    const why = whyNotHere(name, backend);
    return why === undefined
      ? []
      : [{ path: `jobs[${index}].name`, code: 'not_on_backend', message: `${backend} cannot run this job: ${why}.` }];
  });
}

function knownNames(form: Outline, context: IntakeContext): Problem[] {
  const backend = form.text('backend');
  const release = form.text('targetRelease');
  const calendar = context.releases.map((name) => ({ name }));
  const releaseWrong = release ? releaseProblem(release, calendar) : undefined;
  return [
    ...(backend && !context.backends.includes(backend)
      ? [
          {
            path: 'backend',
            code: 'unknown_backend',
            message: `There is no backend ${quoted(backend)}; there is ${context.backends.join(', ') || 'none'}.`,
          },
        ]
      : []),
    ...(releaseWrong === undefined ? [] : [{ path: 'targetRelease', code: 'unknown_release', message: releaseWrong }]),
  ];
}
