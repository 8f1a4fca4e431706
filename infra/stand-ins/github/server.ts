import { startRestServer, type RestAnswer, type RestCall, type RestRoute, type RestServer } from '../rest.ts';
import { answer, no, notFound, told } from './answers.ts';
import { branchRules, getBranch, getProtection } from './branches.ts';
import { combinedStatus, createStatus, listCheckRuns, listWorkflowRuns } from './checks.ts';
import { createComment, deleteComment, listComments, updateComment } from './comments.ts';
import { mergePull } from './merge-pull.ts';
import { compare } from './compare.ts';
import { blob, contents } from './contents.ts';
import { hold, OURSELVES, type Held } from './held.ts';
import { getPull, listLabels, listPullFiles } from './pulls.ts';
import { listMembers, listPullCommits, listReviews, listTimeline } from './reviews.ts';
import { createRef, deleteRef, getCommit, getRef, getTag, merge } from './refs.ts';

export interface GitHubStandInOptions {
  /** `owner/repository` → folder of a bare repository. Others are not there. */
  repositories: Record<string, string>;
  /** The only one that is taken; any when left out. */
  token?: string;
  port?: number;
}

/** Calls, for the faults, are named as in GitHub's own reference: `getPull`, `getRef`, `createRef`, `merge`, … */
export interface GitHubStandIn extends RestServer {
  /** What people and programs have done there beside git. */
  repository(key: string): Held;
}

type Handle = (held: Held, parts: string[], call: RestCall) => RestAnswer | Promise<RestAnswer>;

export async function startGitHubStandIn({ repositories, token, port }: GitHubStandInOptions): Promise<GitHubStandIn> {
  const all = new Map(Object.entries(repositories).map(([key, gitDir]) => [key, hold(key, gitDir)]));
  const server = await startRestServer(routes(all, token), port, told);
  return {
    ...server,
    repository(key) {
      const held = all.get(key);
      if (held === undefined) throw new TypeError(`no repository ${key}`);
      return held;
    },
  };
}

function routes(all: ReadonlyMap<string, Held>, token: string | undefined): RestRoute[] {
  const inRepository = table.map(([call, method, rest, handle]) => ({
    call,
    method,
    path: new RegExp(`^/repos/([^/]+)/([^/]+)${rest}$`),
    handle([owner = '', name = '', ...parts]: string[], asked: RestCall) {
      const given = asked.headers.authorization;
      if (given === undefined || (token !== undefined && given !== `Bearer ${token}`)) return no(401, 'Bad credentials');
      const held = all.get(`${owner}/${name}`);
      return held === undefined ? notFound() : handle(held, parts, asked);
    },
  }));
  const members = {
    call: 'listMembers',
    method: 'GET',
    path: /^\/orgs\/([^/]+)\/teams\/([^/]+)\/members$/,
    handle: ([org = '', team = '']: string[], call: RestCall) => listMembers(all.values(), org, team, call),
  };
  return [getUser(), members, ...inRepository];
}

/** A person's token; an App's is refused here (`faults.next('getUser', { refuse: 403 })`). */
function getRepository({ owner, name, methods }: Held): RestAnswer {
  const [merge, squash, rebase] = (['merge', 'squash', 'rebase'] as const).map((method) => methods.includes(method));
  const allowed = { allow_merge_commit: merge, allow_squash_merge: squash, allow_rebase_merge: rebase };
  return answer(200, { name, full_name: `${owner}/${name}`, ...allowed });
}

function getUser(): RestRoute {
  return { call: 'getUser', method: 'GET', path: /^\/user$/, handle: () => answer(200, { login: OURSELVES }) };
}

const table: readonly (readonly [call: string, method: string, rest: string, handle: Handle])[] = [
  ['getRepository', 'GET', '', getRepository],
  ['getPull', 'GET', '/pulls/(\\d+)', (held, [number]) => getPull(held, Number(number))],
  ['listPullFiles', 'GET', '/pulls/(\\d+)/files', (held, [number], call) => listPullFiles(held, Number(number), call)],
  ['listReviews', 'GET', '/pulls/(\\d+)/reviews', (held, [number], call) => listReviews(held, Number(number), call)],
  ['listLabels', 'GET', '/issues/(\\d+)/labels', (held, [number], call) => listLabels(held, Number(number), call)],
  ['getRef', 'GET', '/git/ref/(.+)', (held, [path = '']) => getRef(held, path)],
  ['createRef', 'POST', '/git/refs', (held, _, call) => createRef(held, call)],
  ['deleteRef', 'DELETE', '/git/refs/(.+)', (held, [path = '']) => deleteRef(held, path)],
  ['getCommit', 'GET', '/git/commits/([0-9a-f]{40})', (held, [sha = '']) => getCommit(held, sha)],
  ['getTag', 'GET', '/git/tags/([0-9a-f]{40})', (held, [sha = '']) => getTag(held, sha)],
  ['merge', 'POST', '/merges', (held, _, call) => merge(held, call)],
  ['getContent', 'GET', '/contents/(.+)', (held, [path = ''], call) => contents(held, path, call)],
  ['mergePull', 'PUT', '/pulls/(\\d+)/merge', (held, [number], call) => mergePull(held, Number(number), call)],
  ['createStatus', 'POST', '/statuses/([0-9a-f]{40})', (held, [sha = ''], call) => createStatus(held, sha, call)],
  ['listComments', 'GET', '/issues/(\\d+)/comments', (held, [number], call) => listComments(held, Number(number), call)],
  ['createComment', 'POST', '/issues/(\\d+)/comments', (held, [number], call) => createComment(held, Number(number), call)],
  ['updateComment', 'PATCH', '/issues/comments/(\\d+)', (held, [id], call) => updateComment(held, Number(id), call)],
  ['deleteComment', 'DELETE', '/issues/comments/(\\d+)', (held, [id]) => deleteComment(held, Number(id))],
  ['getBlob', 'GET', '/git/blobs/([0-9a-f]{40})', (held, [id = '']) => blob(held, id)],
  ['compare', 'GET', '/compare/(.+)', (held, [basehead = ''], call) => compare(held, basehead, call)],
  ['listCheckRuns', 'GET', '/commits/([^/]+)/check-runs', (held, [ref = ''], call) => listCheckRuns(held, ref, call)],
  ['getCombinedStatus', 'GET', '/commits/([^/]+)/status', (held, [ref = ''], call) => combinedStatus(held, ref, call)],
  ['getBranchRules', 'GET', '/rules/branches/(.+)', (held, [branch = ''], call) => branchRules(held, branch, call)],
  ['getProtection', 'GET', '/branches/([^/]+)/protection', (held, [branch = '']) => getProtection(held, branch)],
  ['getBranch', 'GET', '/branches/([^/]+)', (held, [branch = '']) => getBranch(held, branch)],
  ['listWorkflowRuns', 'GET', '/actions/runs', (held, _, call) => listWorkflowRuns(held, call)],
  ['listTimeline', 'GET', '/issues/(\\d+)/timeline', (held, [number], call) => listTimeline(held, Number(number), call)],
  ['listPullCommits', 'GET', '/pulls/(\\d+)/commits', (held, [number], call) => listPullCommits(held, Number(number), call)],
];
