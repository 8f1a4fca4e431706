import type { ServerResponse } from 'node:http';
import { takeSubmission, type Intake } from '#products/rehearsal/app/intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { overQuotaText } from '#contexts/intake/pages/over-quota.ts';
import type { ProblemCode } from '#doors/problem-json.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { SentForm } from '#doors/sent-form.ts';

/** The form's pages, as far as receiving needs them. */
export interface FormPages {
  read: (body: Buffer) => SentForm;
  /** The form again, with what was typed and what is wrong with it; `anew`: to be sent as another one. */
  show: (
    response: ServerResponse,
    status: number,
    sent: SentForm,
    problems: Problem[],
    more?: { retryAfterSeconds?: number; anew?: boolean },
  ) => Promise<void>;
  /** A page about a body that was not read. */
  refuse: (response: ServerResponse, code: ProblemCode) => Promise<void>;
}

/**
 * I12: the same rules as the webhook's, shown beside the fields; the address is proven by a mailed link before anything else happens (X1). Whatever
 * the answer is, what was typed stands in it: nobody should have to type it again.
 */
export async function receiveForm(system: System, intake: Intake, pages: FormPages, body: Buffer, response: ServerResponse): Promise<void> {
  const sent = pages.read(body);
  if (sent.button !== undefined || sent.problems.length > 0) return pages.show(response, 200, sent, []);
  if (!intake.open) return pages.show(response, 503, sent, [closed(CLOSED)]);
  const delivery = { deliveryId: system.hash(`form:${sent.deliveryId}`), bodyHash: system.hash(body.toString('latin1')), form: sent.form };
  try {
    const taken = await takeSubmission(system, intake, { ...delivery, via: 'form' });
    switch (taken.result) {
      case 'problems':
        return pages.show(response, 422, sent, taken.problems);
      case 'closed':
        return pages.show(response, 503, sent, [closed(taken.why)]);
      case 'conflict':
        return pages.show(response, 409, sent, [{ path: '', code: 'conflict', message: SENT_BEFORE }], { anew: true });
      case 'over_quota': {
        const retryAfterSeconds = taken.retryAfterMs / 1000;
        const message = overQuotaText(taken.budget, taken.retryAfterMs);
        return pages.show(response, 429, sent, [{ path: '', code: 'over_quota', message }], { retryAfterSeconds });
      }
      case 'accepted':
      case 'repeated':
        return redirectTo(response, new URL(statusUrlOf(taken.body)).pathname);
    }
  } catch (error) {
    system.log('ERROR', 'form not taken', { cause: error instanceof Error ? error.message.slice(0, 300) : 'unknown' });
    return pages.show(response, 503, sent, [{ path: '', code: 'unavailable', message: FAULT }], { retryAfterSeconds: 30 });
  }
}

const CLOSED = 'intake is switched off for a while. Everything that was already accepted goes on.';
const SENT_BEFORE =
  'This form was already sent, and answers were changed since. The request that was made by it stands as it was sent. Send this form to make another request.';
const FAULT =
  'It could not be stored, which is not your fault; the error was logged. What you typed is still here. Send it again in a moment: it makes one request, however often it is sent.';

function closed(why: string): Problem {
  return { path: '', code: 'intake_closed', message: `No new requests are accepted at the moment: ${why}` };
}

function statusUrlOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'statusUrl' in body && typeof body.statusUrl === 'string') return body.statusUrl;
  throw new TypeError('an accepted form has a status page');
}
