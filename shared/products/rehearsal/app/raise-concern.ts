import { textProblem } from '#contexts/intake/domain/text.ts';
import { currentWindow } from '#contexts/intake/app/quotas.ts';
import { actorOf, type Who } from '#contexts/access/domain/rights/record-name.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Characters of one message, and messages of one request in a day. */
const MOST_CHARACTERS = 2_000;
export const MOST_CONCERNS = 5;

export type Raised = { raised: 'told' | 'unknown' | 'too_often' } | { raised: 'refused'; why: string };

/** W1. `who` is signed in; without one it was said by whoever has the secret link. The same words sent twice are said once. */
export async function raiseConcern(system: System, requestId: string, typed: string, who?: Who): Promise<Raised> {
  const text = typed.trim();
  const wrong = problemOf(text);
  if (wrong !== undefined) return { raised: 'refused', why: wrong };
  const quotaRef = { collection: 'quotas', id: `concern-${requestId}` } as const;
  return system.store.transact(async (tx): Promise<Raised> => {
    const [request, known] = await Promise.all([loadRequest(tx, requestId), tx.get(quotaRef)]);
    if (request === undefined) return { raised: 'unknown' };
    const at = tx.now();
    const quota = currentWindow(known, at);
    const id = `concern:${system.hash(text).slice(0, 32)}`;
    if (request.commands.includes(id)) return { raised: 'told' };
    if (quota.count >= MOST_CONCERNS) return { raised: 'too_often' };
    const by = who === undefined ? ({ kind: 'system', part: 'status page' } as const) : actorOf(who);
    const outcome = change(system, tx, request, { id, at, by, command: 'raise_concern', text });
    if (outcome.outcome === 'refused') return { raised: 'refused', why: outcome.refusal.message };
    tx.set(quotaRef, { ...quota, count: quota.count + 1 });
    return { raised: 'told' };
  });
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'Write what is wrong.';
  if (text.length > MOST_CHARACTERS) return `This is longer than ${MOST_CHARACTERS} characters; shorten it.`;
  return textProblem(text, 'prose')?.message;
}
