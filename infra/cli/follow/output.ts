import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Environment } from '#platform/config.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import { callOf } from '../client/call.ts';
import { refusedSaid } from '../client/refused.ts';
import { send } from '../client/send.ts';
import { nothingAnswers, notUnderstood } from '../fetched.ts';
import { findPlace } from '../place.ts';
import { plain } from '../print.ts';
import type { Said, Say } from '../said.ts';

const COUNT = 1_000;
/** Milliseconds between two looks at what has not ended. */
const EVERY = 1_500;

const answer = z.object({
  state: z.string(),
  isOver: z.boolean(),
  total: z.number(),
  lines: z.array(z.object({ line: z.number(), text: z.string().optional() })).default([]),
});

/** R17. All that an operation writes, from its first line on, until it has ended; 1 where it did not end well. */
export async function followOutput(typed: readonly string[], env: Environment, say: Say): Promise<Said> {
  const [id, stream = '--stdout', ...more] = typed;
  if (id === undefined || id.startsWith('-') || more.length > 0 || !['--stdout', '--stderr'].includes(stream))
    return notUnderstood('operations follow <id> [--stderr]');
  const place = await findPlace(env);
  if ('problems' in place) return { code: place.code, out: '', err: `${place.problems.join('\n')}\n` };
  for (let from = 1; ;) {
    const asked: OperationRequest = {
      operation: 'operation_output',
      id,
      stream: stream === '--stderr' ? 'stderr' : 'stdout',
      from,
      count: COUNT,
    };
    const got = await send(place, callOf(asked, undefined));
    if (got === undefined) return nothingAnswers(place.url);
    if (got.status >= 300) return refusedSaid(got, false);
    const { state, isOver, total, lines } = answer.parse(got.body);
    if (lines.length > 0) say(lines.map(({ text = '' }) => `${plain(text)}\n`).join(''));
    from = (lines.at(-1)?.line ?? from - 1) + 1;
    if (from <= total) continue;
    if (isOver) return { code: state === 'done' ? 0 : 1, out: '', err: state === 'done' ? '' : `it has ended: ${plain(state)}\n` };
    await sleep(EVERY);
  }
}
