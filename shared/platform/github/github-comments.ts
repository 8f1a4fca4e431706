import type { z } from 'zod';
import { CodeHostUnavailable, type KeptComment, type PullRequest } from '#contexts/gates/ports/code-host.ts';
import { parsed, type GitHub } from './github-calls.ts';
import { checkedNumber } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { commentsShape, userShape } from './github-shapes.ts';

type Comment = z.infer<typeof commentsShape>[number];

/**
 * Found again by a hidden first line, which also says which version it tells; whoever copies that line is not taken for us. The oldest of
 * ours is kept; others can only be there because a call that was given up arrived after all, and are taken away.
 */
export async function keepComment(github: GitHub, change: PullRequest, comment: KeptComment): Promise<'kept' | 'newer_there'> {
  const place = placeOf(change);
  const at = { ...place, issue_number: checkedNumber(change.number) };
  const route = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
  const all = await github.readAll(`GET ${route}`, at, commentsShape, (page) => page);
  if (all === undefined) throw new CodeHostUnavailable(`GitHub shows no comments of pull request ${change.number}, or not for our token`);
  const marked = all.filter(({ body }) => versionIn(comment.kind, body) !== undefined);
  const known = marked.length === 0 ? [] : await ours(github, marked);
  const body = `${marker(comment)}\n${comment.text}`;
  const takeAway = async (others: Comment[]): Promise<void> => {
    for (const { id } of others)
      await github.ask('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...place, comment_id: id }, 404);
  };
  const make = (): Promise<unknown> => github.ask(`POST ${route}`, { ...at, body });
  if (comment.kind === 'keep-alive') return renew(known, comment, make, takeAway);
  const [first, ...rest] = known;
  await takeAway(rest);
  if (first === undefined) {
    await make();
    return 'kept';
  }
  if ((versionIn(comment.kind, first.body) ?? 0) > comment.version) return 'newer_there';
  if (first.body?.replaceAll('\r\n', '\n') !== body)
    await github.ask('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...place, comment_id: first.id, body });
  return 'kept';
}

/** The new one is there before the old ones go: whatever is lost on the way, the pull request has had its sign of life. */
async function renew(
  known: Comment[],
  { kind, version }: KeptComment,
  make: () => Promise<unknown>,
  takeAway: (others: Comment[]) => Promise<void>,
): Promise<'kept' | 'newer_there'> {
  const versionOf = (one: Comment): number => versionIn(kind, one.body) ?? 0;
  const newest = known.toSorted((one, other) => versionOf(other) - versionOf(one))[0];
  if (newest === undefined || versionOf(newest) < version) {
    await make();
    await takeAway(known);
    return 'kept';
  }
  await takeAway(known.filter((one) => one !== newest));
  return versionOf(newest) > version ? 'newer_there' : 'kept';
}

/** A person's token knows whose it is; an App's does not, and only Apps can have made a comment as one. */
async function ours(github: GitHub, comments: Comment[]): Promise<Comment[]> {
  const { status, data } = await github.ask('GET /user', {}, 403);
  if (status === 403) return comments.filter(({ performed_via_github_app: app }) => (app ?? null) !== null);
  const { login } = parsed(userShape, data, 'GET /user');
  return comments.filter(({ user }) => user?.login === login);
}

function marker({ kind, version }: KeptComment): string {
  return `<!-- rehearsal:${kind} version ${version} -->`;
}

function versionIn(kind: KeptComment['kind'], body: string | null | undefined): number | undefined {
  const [, named, version] = /^<!-- rehearsal:([a-z0-9-]+) version (\d{1,15}) -->/.exec(body ?? '') ?? [];
  return named === kind ? Number(version) : undefined;
}
