import { changeKey, type Change } from '#contexts/intake/domain/submission.ts';
import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import { hasApproval } from '#products/rehearsal/domain/evidence/statements.ts';
import { waitsFor, type Reported } from '#products/rehearsal/domain/pull-request/standing.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';

export interface CommentView {
  requests: readonly Reported[];
  standing: Standing;
  link: string;
  installation: string;
}

/** Requests shown whole; older ones are over, and on the board. */
const SHOWN = 10;

/** N5: the one comment on a pull request, in Markdown, for everybody's eyes: names, states and counts, no line of output and no one's words (R12). */
export function pullRequestComment({ requests, standing, link, installation }: CommentView): string {
  const [sign] = { pending: ['⏳'], success: ['✅'], failure: ['❌'] }[standing.state];
  const shown = requests.slice(-SHOWN);
  return [
    `### ${sign} ${plain(installation)}: ${plain(standing.description)}`,
    ...shown.flatMap((request) => aboutRequest(request, link)),
    '',
    `${whereToLook(link)} This comment is updated automatically.`,
  ].join('\n');
}

/** N5: why somebody writes here again, in the same terms. */
export function keepAliveComment({ standing, link, installation }: CommentView): string {
  return [
    `${plain(installation)}: ${plain(standing.description)}.`,
    '',
    `This pull request is not inactive: it is waiting for its rehearsal. This comment is posted again from time to time, so that no bot closes it. ${whereToLook(link)}`,
  ].join('\n');
}

/** I19: for everybody's eyes: ids and numbers, and no one's words. */
export function leftComment(
  { id, submission }: Identified & Requested,
  change: Change,
  { link, installation }: Pick<CommentView, 'link' | 'installation'>,
): string {
  const now = changeKey(submission.change);
  // A name and a number, both checked: the host makes a link of them.
  const where = now === changeKey(change) ? 'is back and continues at this pull request' : `continues at ${now}`;
  return [
    `${plain(installation)}: request ${id} ${where}.`,
    '',
    `It keeps its id, its age and its answers; earlier runs count there as long as the files of their jobs are identical. ${whereToLook(link)}`,
  ].join('\n');
}

/** W1, X6: what anybody can open, and in words what opens by a mail or a sign-in. */
export function whereToLook(link: string): string {
  return `If you sent the request, follow it through the link in your mail; if you are signed in at [this installation](${link}), follow it on the board.`;
}

function aboutRequest(request: Reported, link: string): string[] {
  const { id, headSha, jobs } = request;
  const commit = headSha === undefined ? '' : ` at \`${headSha.slice(0, 7)}\``;
  return [
    '',
    `**Request ${id}** ${plain(waitsFor(request))}${commit}.`,
    ...waivedHere(request),
    '',
    '| job | role | state | result |',
    '|---|---|---|---|',
    ...jobs.map((job) => row(job, request)),
    ...evidenceOf(request, link),
  ];
}

/** A8. Leads to a page that opens for everybody, and says who gets the file, and how it is verified. */
function evidenceOf({ id, jobs }: Reported, link: string): string[] {
  return hasApproval({ jobs }) ? ['', `[Signed statements](${link}evidence/${id}) of what ran and who approved it.`] : [];
}

/** G7: which gates; why is said in the admin’s own words, which are not for everybody (R12). */
function waivedHere({ waivers }: Gated): string[] {
  const gates = new Set(waivers.flatMap(({ gate, ended }) => (ended === undefined ? [gate.replaceAll('_', ' ')] : [])));
  return gates.size === 0 ? [] : ['', `Waived by an admin for this commit: ${[...gates].join(', ')}.`];
}

function row(job: Job, request: Identified & Authored & Tested): string {
  if (isTestByHand(job)) return `| test by hand | | ${job.state.replaceAll('_', ' ')} | ${resultText(job, request)} |`;
  const step = job.step === job.ask.name ? '' : ` (${code(job.step)})`;
  return `| ${code(job.ask.name)}${step} | ${job.ask.role} | ${job.state.replaceAll('_', ' ')} | ${resultText(job, request)} |`;
}

function resultText(job: Job, request: Identified & Authored & Tested): string {
  const run = lastRun(job);
  const result = resultOf(run);
  if (run === undefined) return '';
  if (result === undefined) return run.state;
  const elsewhere = otherwiseRan(run, request);
  const stale = elsewhere !== undefined ? ` (it ran ${plain(elsewhere)})` : job.state === 'waiting' ? ' (of an earlier run)' : '';
  const counts = (result.counts ?? []).map(({ label, value }) => `${code(label)}: ${value}`);
  const lines = result.testedBy !== undefined ? 'by hand' : `${result.lines.stdout} lines, ${result.lines.stderr} errors`;
  return [`${result.outcome}${stale}`, ...(counts.length > 0 ? counts : [lines])].join('<br>');
}

/** Nothing in it is markup, a mention or a link. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#|@!~]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
}

export function code(text: string): string {
  return `\`${text.replaceAll(/[`|\s]+/g, ' ')}\``;
}
