import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import { changedJobs, type ChangedJobs } from '#contexts/gates/domain/changed-jobs.ts';
import { jobPathsIn } from '#contexts/gates/domain/pull-request/unasked.ts';
import { seeJobFiles } from '#contexts/gates/app/see-job-files.ts';
import type { CodeHost, Head, PullRequest } from '#contexts/gates/ports/code-host.ts';
import type { Asking, CommentAsk } from '#products/rehearsal/domain/pull-request/comment-ask.ts';
import type { Reported } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { Result } from '#products/rehearsal/app/perform-effect.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** The texts of the answers, Markdown. */
export interface CommentAnswers {
  form: (asking: Asking) => string;
  status: (requests: readonly Reported[]) => string;
  help: () => string;
  /** To whoever did not open the pull request. */
  others: () => string;
}

interface Asked {
  change: PullRequest;
  comment: CommentAsk;
}

/**
 * I18: one answer to each comment, found again by the comment's number. What others ask, and what is no command, is answered once in a pull
 * request, whoever asks it: nobody can make us write there again and again.
 */
export async function answerComment(system: System, host: CodeHost, { change, comment }: Asked, answers: CommentAnswers): Promise<Result> {
  const { asks, byAuthor, id, login } = comment;
  const answer = async (which: string, text: string): Promise<Result> => {
    await host.keepComment(change, { kind: `answer-${which}`, version: 1, text });
    return { result: 'done' };
  };
  if (asks === 'help') return answer('help', answers.help());
  if (!byAuthor) return answer('others', answers.others());
  const { requests } = await seeRequests(system, change);
  if (asks === 'status') return answer(String(id), answers.status(requests));
  const head = await host.readHead(change);
  if (head.state === 'missing') return { result: 'done' };
  const jobs = await readJobs(system, host, change, head);
  return answer(String(id), answers.form({ change, login, requests, state: head.state, ...(jobs === undefined ? {} : { jobs }) }));
}

/** Most changed files of jobs that are read. */
const MOST_FILES = 20;

async function readJobs(
  system: System,
  host: CodeHost,
  change: PullRequest,
  { baseSha, headSha }: Exclude<Head, { state: 'missing' }>,
): Promise<ChangedJobs | undefined> {
  const layout = layoutOf(system.rules.jobLayouts, change);
  const files = await seeJobFiles(host, change, layout, headSha, baseSha);
  if (files === undefined) return undefined;
  const changed = await host.listChangedFiles(change, baseSha, headSha);
  const paths = jobPathsIn(changed, files).filter((path) => path !== files.registry);
  const read = paths.slice(0, MOST_FILES);
  const [before, after] = await Promise.all([host.readFiles(change, baseSha, read), host.readFiles(change, headSha, read)]);
  return changedJobs(read.map((path) => ({ path, before: before.get(path), after: after.get(path) })));
}
