import { z } from 'zod';
import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, no, notFound, page } from './answers.ts';
import { OURSELVES, refAt, type Comment, type Held } from './held.ts';

const written = z.object({ body: z.string().min(1).max(65_536) });
let ids = 1000;

export async function listComments(held: Held, number: number, call: RestCall): Promise<RestAnswer> {
  if ((await refAt(held, `refs/pull/${number}/head`)) === undefined) return notFound();
  return page(call, (held.comments.get(number) ?? []).map(shown));
}

export async function createComment(held: Held, number: number, { body }: RestCall): Promise<RestAnswer> {
  if ((await refAt(held, `refs/pull/${number}/head`)) === undefined) return notFound();
  ids += 1;
  const comment: Comment = { id: ids, user: OURSELVES, body: written.parse(JSON.parse(body.toString('utf8'))).body };
  held.comments.set(number, [...(held.comments.get(number) ?? []), comment]);
  return answer(201, shown(comment));
}

export function updateComment(held: Held, id: number, { body }: RestCall): RestAnswer {
  const found = [...held.comments.values()].flat().find((one) => one.id === id);
  if (found === undefined) return notFound();
  if (found.user !== OURSELVES) return no(403, 'Must have admin rights to Repository.');
  found.body = written.parse(JSON.parse(body.toString('utf8'))).body;
  return answer(200, shown(found));
}

export function deleteComment(held: Held, id: number): RestAnswer {
  for (const [number, all] of held.comments) {
    if (!all.some((one) => one.id === id)) continue;
    held.comments.set(
      number,
      all.filter((one) => one.id !== id),
    );
    return answer(204);
  }
  return notFound();
}

function shown({ id, user, body, app }: Comment): object {
  return { id, body, user: { login: user }, performed_via_github_app: app === true ? { id: 1 } : null };
}
