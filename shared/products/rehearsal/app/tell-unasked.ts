import { changeKey } from '#contexts/intake/domain/submission.ts';
import { everyoneResponsible } from '#contexts/access/domain/audience.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { jobPathsIn, judgeUnasked, type Unasked } from '#contexts/gates/domain/pull-request/unasked.ts';
import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import type { JobLayout } from '#contexts/gates/domain/job-files.ts';
import { notificationDocument, notificationKey } from '#products/rehearsal/app/notification.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import { seeJobFiles } from '#contexts/gates/app/see-job-files.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost, CommitStatus, Head, PullRequest } from '#contexts/gates/ports/code-host.ts';

type Seen = Exclude<Head, { state: 'missing' }>;

/** So often in a row it is told anew because the head moved meanwhile; then the event of that move asks again. */
const ROUNDS = 3;

/**
 * N5: a pull request that no request is for has a status, too, or branch protection could not require it; one with jobs that is merged all the
 * same is an alarm. From its first request on, the requests speak for it: `asked` if one came while this was said. The head is read again, so
 * that what was said of an open one does not stay on one that was merged meanwhile.
 */
export async function tellUnasked(system: System, codeHost: CodeHost, link: string, change: PullRequest): Promise<'stands' | 'asked'> {
  const layout = layoutOf(system.rules.jobLayouts, change);
  if (layout.registryFile === undefined || (await isAsked(system, change))) return 'stands';
  let head = await codeHost.readHead(change);
  for (let round = 0; round < ROUNDS && (head.state === 'open' || head.state === 'draft' || head.state === 'merged'); round += 1) {
    await tellHead(system, codeHost, { link, change, layout, head });
    if (await isAsked(system, change)) return 'asked';
    const now = await codeHost.readHead(change);
    if (now.state === 'missing' || (now.state === head.state && now.headSha === head.headSha)) return 'stands';
    head = now;
  }
  return 'stands';
}

async function isAsked(system: System, change: PullRequest): Promise<boolean> {
  return (await seeRequests(system, change)).requests.length > 0;
}

interface Telling {
  link: string;
  change: PullRequest;
  layout: JobLayout;
  head: Seen;
}

async function tellHead(system: System, codeHost: CodeHost, { link, change, layout, head }: Telling): Promise<void> {
  const found = await judgeHead(codeHost, { change, layout, head });
  await codeHost.setStatus(change, head.headSha, { ...standingOf(found, head), link });
  if (found === 'changes_jobs' && head.state === 'merged') await alarm(system, change, head.headSha);
}

/** A3: the same, for a commit of the merge queue; undefined where nothing is told of such pull requests. */
export async function standingOfUnasked(
  system: System,
  codeHost: CodeHost,
  change: PullRequest,
  head: Seen,
): Promise<Omit<CommitStatus, 'link'> | undefined> {
  const layout = layoutOf(system.rules.jobLayouts, change);
  return layout.registryFile === undefined ? undefined : standingOf(await judgeHead(codeHost, { change, layout, head }), head);
}

async function judgeHead(codeHost: CodeHost, { change, layout, head }: Omit<Telling, 'link'>): Promise<Unasked> {
  const { headSha, baseSha } = head;
  const files = await seeJobFiles(codeHost, change, layout, headSha, baseSha);
  const paths = files === undefined ? [] : jobPathsIn(await codeHost.listChangedFiles(change, baseSha, headSha), files);
  const [before, after] = await Promise.all([codeHost.readFiles(change, baseSha, paths), codeHost.readFiles(change, headSha, paths)]);
  return judgeUnasked(paths.map((path) => ({ before: before.get(path), after: after.get(path) })));
}

function standingOf(found: Unasked, { state }: Seen): Omit<CommitStatus, 'link'> {
  if (found === 'no_jobs') return { state: 'success', description: 'No jobs are changed: nothing to rehearse' };
  if (found === 'only_removes') return { state: 'success', description: 'Jobs are only removed: no test is needed' };
  if (state === 'merged') return { state: 'failure', description: 'Jobs were changed and merged untested' };
  return { state: 'pending', description: 'Jobs are changed: ask for a rehearsal' };
}

/** Once for each head. */
async function alarm(system: System, change: PullRequest, sha: string): Promise<void> {
  system.log('ERROR', 'pull request with jobs merged untested', { change: changeKey(change) });
  const about = { kind: 'pull_request', id: system.hash(changeKey(change)).slice(0, 32) } as const;
  const told = everyoneResponsible(system.rules.people);
  const merged = { pullRequest: changeKey(change), sha };
  const mails = await system.store.transact(async (tx) => {
    const there = await Promise.all(told.map((to) => tx.get({ collection: 'outbox', id: notificationKey(about, sha, to) })));
    const at = tx.now();
    const fresh = told
      .filter((_, n) => there[n] === undefined)
      .map((to) => notificationDocument(system, about, sha, mailOf('unasked_merge', { to }, merged), at));
    for (const document of fresh) tx.create({ collection: 'outbox', id: document.key }, document);
    return fresh;
  });
  await dispatchLoose(system, mails);
}
