import { MOST_JOBS } from '#contexts/intake/domain/form.ts';
import type { ChangedJob } from '#contexts/gates/domain/changed-jobs.ts';
import type { JobRole, RequestKind } from '#contexts/intake/domain/choices.ts';
import type { Asking } from '#products/rehearsal/domain/pull-request/comment-ask.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { waitsFor, type Reported } from '#products/rehearsal/domain/pull-request/standing.ts';
import { changeUrl } from '#products/rehearsal/pages/about.ts';
import { code, plain, whereToLook } from '#products/rehearsal/pages/pull-request-comment.ts';
import { listed, plural } from '#html/text.ts';

/** `formUrl`: of a form that is filled in with these fields. */
export interface AnswersView {
  installation: string;
  link: string;
  formUrl: (fields: readonly (readonly [name: string, value: string])[]) => string;
}

interface CommentTexts {
  form: (asking: Asking) => string;
  status: (requests: readonly Reported[]) => string;
  help: () => string;
  others: () => string;
}

/** Requests named in an answer. */
const SHOWN = 10;

const COMMANDS =
  'Comment `/rehearse` to get the form for this pull request, filled in as far as its files tell, or `/rehearse status` to hear how things stand.';

/** I18: for everybody's eyes: names, ids and states, and no one's words (R12). None begins like a command. */
export function pullRequestAnswers({ installation, link, formUrl }: AnswersView): CommentTexts {
  const name = plain(installation);
  return {
    form: (asking) =>
      [`${name}: [open the form](${formUrl(formFields(asking))}) to ask for a rehearsal. ${filledIn(asking)}`, ...alsoSaid(asking)].join(
        '\n\n',
      ),
    status: (requests) =>
      requests.length === 0
        ? `${name} knows no request for this pull request. ${COMMANDS}`
        : [`${name}:`, requests.slice(-SHOWN).map(oneLine).join('\n'), whereToLook(link)].join('\n\n'),
    help: () =>
      `${name} understands two commands here, each alone in its line. ${COMMANDS} Only the author of the pull request is answered.`,
    others: () =>
      `${name} answers \`/rehearse\` only to the author of the pull request: a request is made in their name. How things stand is in its comment and its status here.`,
  };
}

function oneLine(request: Reported): string {
  const commit = request.headSha === undefined ? '' : ` at \`${request.headSha.slice(0, 7)}\``;
  return `- **Request ${request.id}** ${plain(waitsFor(request))}${commit}.`;
}

/** New jobs first: where there are any, the whole is a new one. */
export function formFields({ change, login, jobs }: Asking): [name: string, value: string][] {
  const { added = [], changed = [] } = jobs ?? {};
  const kind: RequestKind | undefined = added.length > 0 ? 'new_job' : changed.length > 0 ? 'existing_job' : undefined;
  const asked = inOrder([...added, ...changed]).slice(0, MOST_JOBS);
  return [
    ...(kind === undefined ? [] : [['kind', kind] satisfies [string, string]]),
    ['pullRequest', changeUrl({ change })],
    ['contributor.githubLogin', login],
    ...asked.flatMap(({ name, module }, row): [string, string][] => {
      const role = roleOf(name);
      const field = (part: string, value: string): [string, string] => [`jobs[${row}].${part}`, value];
      return [field('name', name), field('module', module), ...(role === undefined ? [] : [field('role', role)])];
    }),
  ];
}

/** An audit comes before what it audits, a verification after it. */
function inOrder(jobs: readonly ChangedJob[]): ChangedJob[] {
  const of = (...wanted: (JobRole | undefined)[]): ChangedJob[] => jobs.filter(({ name }) => wanted.includes(roleOf(name)));
  return [...of('audit'), ...of('migration', 'backfill', 'cleanup', undefined), ...of('verify')];
}

/** By the convention of names, `<Verb><Noun>Job`; what is no such verb is for its author to say. */
function roleOf(name: string): JobRole | undefined {
  const found = /^(Audit|Migrate|Verify|Validate|Backfill|CleanUp|Cleanup)(?=[A-Z])/.exec(name)?.[1];
  return found === undefined ? undefined : roles[found];
}

const roles: Readonly<Record<string, JobRole>> = {
  Audit: 'audit',
  Migrate: 'migration',
  Verify: 'verify',
  Validate: 'verify',
  Backfill: 'backfill',
  CleanUp: 'cleanup',
  Cleanup: 'cleanup',
};

function filledIn({ jobs }: Asking): string {
  if (jobs === undefined) return 'Where this repository keeps its jobs is not in the settings, so you name them yourself.';
  const { added, changed } = jobs;
  const all = added.length + changed.length;
  if (all === 0) return 'No changed file has a job, so you say yourself what is to be tested.';
  const said = [...(added.length === 0 ? [] : [`new ${named(added)}`]), ...(changed.length === 0 ? [] : [`existing ${named(changed)}`])];
  const rest = all > MOST_JOBS ? ` One request takes ${MOST_JOBS} jobs: the others need another one.` : '';
  return `It is filled in with what the changed files tell: ${listed(said)}.${rest} Check it, and add what files cannot tell.`;
}

function named(jobs: readonly ChangedJob[]): string {
  const names = jobs.slice(0, SHOWN).map(({ name }) => code(name));
  const more = jobs.length > SHOWN ? [plural(jobs.length - SHOWN, 'more job', 'more jobs')] : [];
  return listed([...names, ...more]);
}

function alsoSaid({ requests, state }: Asking): string[] {
  const open = requests.filter((request) => !isClosed(request));
  return [
    ...(state === 'open' || state === 'draft' ? [] : [`This pull request is ${state}: a request for it would wait for an open one.`]),
    ...(open.length === 0
      ? []
      : [`There is already something under way for this pull request:\n\n${open.slice(-SHOWN).map(oneLine).join('\n')}`]),
  ];
}
