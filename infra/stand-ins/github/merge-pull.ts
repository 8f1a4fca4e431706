import { z } from 'zod';
import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, no, notFound } from './answers.ts';
import { refAt, type Held } from './held.ts';
import { readPull } from './pulls.ts';
import { mergeInto } from './refs.ts';

const asking = z.object({ sha: z.string().optional(), merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge') });

const REFUSED = {
  merge: 'Merge commits are not allowed on this repository.',
  squash: 'Squash merges are not allowed on this repository.',
  rebase: 'Rebase merges are not allowed on this repository.',
};

/** `PUT /pulls/n/merge`: the head is compared with `sha` at this moment, and nowhere else. */
export async function mergePull(held: Held, number: number, { body }: RestCall): Promise<RestAnswer> {
  const pull = await readPull(held, number);
  if (pull === undefined) return notFound();
  const { sha, merge_method: method } = asking.parse(JSON.parse(body.toString('utf8') || '{}'));
  if (pull.state === 'closed' || pull.draft === true) return no(405, 'Pull Request is not mergeable');
  if (sha !== undefined && sha !== pull.head.sha) return no(409, 'Head branch was modified. Review and try the merge again.');
  if (held.queue.has(pull.base.ref)) return no(405, 'Changes must be made through the merge queue');
  if (!held.methods.includes(method)) return no(405, REFUSED[method]);
  const green = (held.statuses.get(pull.head.sha) ?? []).filter(({ state }) => state === 'success').map(({ context }) => context);
  const missing = held.required.find((context) => !green.includes(context));
  if (missing !== undefined) return no(405, `Required status check "${missing}" is expected.`);
  const at = (await refAt(held, `refs/heads/${pull.base.ref}`))?.sha ?? '';
  const made = await mergeInto(held, { branch: pull.base.ref, at, head: pull.head.sha, message: `Merge pull request #${number}`, method });
  if (made === 'conflict') return no(405, 'Pull Request is not mergeable');
  if (made === 'moved') return no(405, 'Base branch was modified. Review and try the merge again.');
  held.merges.set(number, made);
  held.merged.add(number);
  return answer(200, { sha: made, merged: true, message: 'Pull Request successfully merged' });
}
