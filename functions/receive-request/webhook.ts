import type { IncomingMessage, ServerResponse } from 'node:http';
import { takeSubmission, type Intake } from '#products/rehearsal/app/intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { parseJson } from '#doors/http.ts';
import { overQuotaText } from '#contexts/intake/pages/over-quota.ts';
import { inTheirTrace } from '#doors/trace.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import { verifySignature } from '#doors/verify-signature.ts';

export interface WebhookDoor {
  secrets: readonly string[];
  /** Milliseconds by the wall: a signature's time is its sender's, not the store's, which may be scaled (E4). */
  wallClock: () => number;
}

/** I1–I3: the signature over the raw bytes first; nothing is read, and nothing said, before it holds. */
export async function receiveWebhook(
  system: System,
  intake: Intake,
  door: WebhookDoor,
  body: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const signature = verifySignature({ headers: request.headers, body, secrets: door.secrets, now: door.wallClock() });
  if (!signature.ok) {
    system.log('WARNING', 'webhook refused', { why: signature.reason });
    return sendProblem(response, 'unauthorized');
  }
  const json = parseJson(body);
  if (!json.ok) return sendProblem(response, 'malformed_body', { detail: 'The body is not JSON in UTF-8.' });
  const delivery = {
    deliveryId: system.hash(`webhook:${signature.id}`),
    bodyHash: system.hash(body.toString('latin1')),
    via: 'webhook',
    form: json.value,
  } as const;
  const taken = await inTheirTrace(request, system, () => takeSubmission(system, intake, delivery));
  switch (taken.result) {
    case 'problems':
      return sendProblem(response, 'invalid_submission', { problems: taken.problems });
    case 'accepted':
    case 'repeated':
      return sendJson(response, taken.status, taken.body);
    case 'conflict':
      return sendProblem(response, 'webhook_id_reused');
    case 'closed':
      return sendProblem(response, 'intake_closed', { detail: taken.why });
    case 'over_quota':
      return sendProblem(response, 'over_quota', {
        detail: overQuotaText(taken.budget, taken.retryAfterMs),
        retryAfter: taken.retryAfterMs / 1000,
      });
  }
}
