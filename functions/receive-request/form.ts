import type { ServerResponse } from 'node:http';
import { takeSubmission, type Intake } from '#products/rehearsal/app/intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { overQuotaText } from '#contexts/intake/pages/over-quota.ts';
import { redirectTo } from '#doors/send-page.ts';

/** The form's pages, as far as receiving needs them. */
export interface FormPages {
  /** The fields as the form's JSON shape, with the id that the page made for this sending; undefined when the page only asked for another job's fields. */
  read: (body: Buffer) => { form: unknown; deliveryId: string; again: boolean };
  /** The form again, with what was typed and what is wrong with it. */
  show: (response: ServerResponse, status: number, body: Buffer, problems: Problem[], retryAfterSeconds?: number) => Promise<void>;
  /** A page that says why nothing was taken. */
  refuse: (response: ServerResponse, code: 'intake_closed' | 'conflict') => Promise<void>;
}

/** I12: the same rules as the webhook's, shown beside the fields; the address is proven by a mailed link before anything else happens (X1). */
export async function receiveForm(system: System, intake: Intake, pages: FormPages, body: Buffer, response: ServerResponse): Promise<void> {
  if (!intake.open) return pages.refuse(response, 'intake_closed');
  const { form, deliveryId, again } = pages.read(body);
  if (again) return pages.show(response, 200, body, []);
  const taken = await takeSubmission(system, intake, {
    deliveryId: system.hash(`form:${deliveryId}`),
    bodyHash: system.hash(body.toString('latin1')),
    via: 'form',
    form,
  });
  switch (taken.result) {
    case 'problems':
      return pages.show(response, 422, body, taken.problems);
    // With what was typed: nobody should have to type it again.
    case 'closed':
      return pages.show(response, 503, body, [
        { path: '', code: 'intake_closed', message: `No new requests are accepted at the moment: ${taken.why}` },
      ]);
    case 'conflict':
      return pages.refuse(response, 'conflict');
    case 'over_quota':
      return pages.show(
        response,
        429,
        body,
        [{ path: '', code: 'over_quota', message: overQuotaText(taken.budget, taken.retryAfterMs) }],
        taken.retryAfterMs / 1000,
      );
    case 'accepted':
    case 'repeated':
      return redirectTo(response, new URL(statusUrlOf(taken.body)).pathname);
  }
}

function statusUrlOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'statusUrl' in body && typeof body.statusUrl === 'string') return body.statusUrl;
  throw new TypeError('an accepted form has a status page');
}
