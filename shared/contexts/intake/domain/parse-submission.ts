import type { IntakeContext } from './context.ts';
import { conventionWarnings } from './conventions.ts';
import { submissionForm, type JobForm, type SubmissionForm } from './form.ts';
import { moduleName } from './module-name.ts';
import type { Defined } from './form/field.ts';
import { jobProblems } from './job-rules.ts';
import { parseDocumentUrl, parsePullRequestUrl } from './links.ts';
import { outlineOf } from './outline.ts';
import { toPlainJson, treacherousKeys } from './plain-json.ts';
import { problemsOf } from './problems.ts';
import { formRules } from './rules.ts';
import type { Change, JobAsk, Problem, Submission, Warning } from './submission.ts';

export type ParsedSubmission = { ok: true; submission: Submission; warnings: Warning[] } | { ok: false; problems: Problem[] };

/** Nobody reads more, and an answer must not outgrow its question by much. */
const MAX_PROBLEMS = 200;

/** I3: every problem at once, in form order of schema first, then of rules. Never throws, whatever the input. */
export function parseSubmission(input: unknown, context: IntakeContext): ParsedSubmission {
  const { value, problems: general } = toPlainJson(input);
  if (value === undefined) return { ok: false, problems: general };
  const shape = submissionForm.safeParse(value);
  const outline = outlineOf(value);
  const isForm = value !== null && typeof value === 'object' && !Array.isArray(value);
  const found = [
    ...general,
    ...(shape.success ? [] : problemsOf(shape.error.issues, value)),
    ...treacherousKeys(value),
    ...(isForm ? [...formRules.flatMap((rule) => rule(outline, context)), ...jobProblems(outline)] : []),
  ];
  const submission = shape.success && found.length === 0 ? toSubmission(shape.data, context) : undefined;
  if (submission === undefined) return { ok: false, problems: capped(found) };
  return { ok: true, submission, warnings: conventionWarnings(outline) };
}

function capped(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  const distinct = problems.filter(({ path, code }) => !seen.has(`${path} ${code}`) && seen.add(`${path} ${code}`));
  if (distinct.length <= MAX_PROBLEMS) return distinct;
  return [
    ...distinct.slice(0, MAX_PROBLEMS),
    { path: '', code: 'more_problems', message: `There are ${distinct.length - MAX_PROBLEMS} more problems.` },
  ];
}

function toSubmission(form: SubmissionForm, context: IntakeContext): Submission | undefined {
  const { pullRequest, ref, instructionsDoc, jobs, docCovers, mode, contributor, ...same } = form;
  const change = changeOf(pullRequest, ref, context);
  const document = parseDocumentUrl(instructionsDoc, context.documentHosts);
  if (change === undefined || !document.ok) return undefined;
  const none = { verification: false, expectedOutput: false, useOfOutput: false, recovery: false, debugging: false };
  return withoutUndefined({
    ...same,
    contributor: withoutUndefined(contributor),
    change,
    jobs: (jobs ?? []).map(toJobAsk),
    instructionsDoc: { documentId: document.value },
    docCovers: docCovers ?? none,
    mode: mode ?? 'deploy',
  });
}

function changeOf(pullRequest: string | undefined, ref: string | undefined, context: IntakeContext): Change | undefined {
  const [first] = context.repositories;
  if (ref !== undefined) return first && { kind: 'ref', owner: first.owner, repository: first.repository, ref };
  const answer = parsePullRequestUrl(pullRequest ?? '', context.repositories);
  return answer.ok ? { kind: 'pull_request', ...answer.value } : undefined;
}

function toJobAsk({ module, needs, auditEvidence, ...job }: JobForm): JobAsk {
  return withoutUndefined({
    ...job,
    step: job.step ?? job.name,
    module: module === undefined ? undefined : moduleName(module),
    needs: [...new Set(needs)],
    parameters: job.parameters ?? {},
    expectedOutput: job.expectedOutput ?? [],
    auditEvidence: auditEvidence && withoutUndefined(auditEvidence),
    safeToRerun: job.safeToRerun ?? false,
  });
}

/** Stores keep no undefined, and the types say so. */
function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}
