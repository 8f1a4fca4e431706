import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { parseJson } from './http.ts';
import { sendJson, sendProblem } from './problem-json.ts';
import { answerTask, RetryError, TerminalError, type TaskLog } from './task-answer.ts';
import type { Log } from '#kernel/system.ts';
import type { CallerVerifier } from './verify-caller.ts';
import type { EffectTask } from '#kernel/task-queue.ts';

/** What the work came to, as far as the queue must know. */
export type TaskOutcome = { answer: 'done' | 'nothing_to_do' | 'dead' } | { answer: 'later'; afterMs: number; why: string };

export type Handler = (request: IncomingMessage & { rawBody?: Buffer }, response: ServerResponse) => Promise<void>;

/** X1: only a caller that proves itself gets in; then the task is read, performed, and its outcome said to the queue. */
export function taskHandler(verifier: CallerVerifier, log: Log, perform: (task: EffectTask) => Promise<TaskOutcome>): Handler {
  return async (request, response) => {
    if (!(await isTrusted(verifier, log, request))) return sendProblem(response, 'unauthorized');
    const answer = await answerTask(async () => {
      const outcome = await perform(readTask(request.rawBody));
      // Not a named time of an outside service: only this task is moved, by the queue's own back-off.
      if (outcome.answer === 'later') throw new RetryError(outcome.why);
    }, taskLog(log));
    sendJson(response, answer.status, answer.body, answer.headers);
  };
}

export async function isTrusted(verifier: CallerVerifier, log: Log, request: IncomingMessage): Promise<boolean> {
  const verdict = await verifier.verify(request.headers.authorization);
  if ('email' in verdict) return true;
  log('WARNING', 'caller refused', { why: verdict.refused });
  return false;
}

/** Every task says only which effect to perform: the effect's document is the data. */
const effectTask: z.ZodType<EffectTask> = z.strictObject({
  effectKey: z.string().min(1).max(300),
  dispatch: z.int().min(1),
});

function readTask(body: Buffer | undefined): EffectTask {
  const json = parseJson(body ?? Buffer.alloc(0));
  const parsed = effectTask.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) throw new TerminalError('not an effect task');
  return parsed.data;
}

/** The task room's facts in the system's shape (X4): the message is fixed, the cause is data. */
function taskLog(log: Log): TaskLog {
  return (severity, message, { error }) => {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    log(({ info: 'INFO', warning: 'WARNING', error: 'ERROR' } as const)[severity], message, { cause: cause.slice(0, 500) });
  };
}
