import { sendProblem } from './problem-json.ts';
import type { Handler } from './task-handler.ts';

/**
 * A CloudEvent in binary mode (CloudEvents HTTP binding 1.0, what Eventarc sends): its attributes are headers, and only the subject is wanted here.
 * Registered as an ordinary function, so that a fault is answered by us and not by the framework. 500 makes the sender deliver again.
 */
export function eventHandler(take: (event: { subject?: string | undefined }) => Promise<void>): Handler {
  return async (request, response) => {
    if (request.method !== 'POST') return sendProblem(response, 'method_not_allowed', { allow: ['POST'] });
    const subject = request.headers['ce-subject'];
    await take({ subject: typeof subject === 'string' ? subject : undefined });
    response.writeHead(204).end();
  };
}
