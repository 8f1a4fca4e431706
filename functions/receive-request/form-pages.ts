import type { ParsedSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Instant } from '#kernel/time.ts';
import { readFormBody } from '#doors/form-body.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import { readTypedFields } from '#doors/typed-fields.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView, type FormSite } from '#products/rehearsal/pages/form-page/make-view.ts';
import type { FormPages } from './form.ts';

export interface FormPageDependencies extends FormSite {
  /** For how far a cutoff is away; nothing is decided by it. */
  now: () => Instant;
  /** The rules of intake, for those who want to know before they send. */
  check: (form: unknown) => ParsedSubmission;
  senderFor: SenderForOf<PageContent>;
}

/** Buttons of the form other than the one that sends it. */
const buttons = ['addJob', 'check'];
const refusals = { intake_closed: 503, conflict: 409 } as const;

/** I12: reads the form page's body, and shows the page again with what was typed. */
export function createFormPages(dependencies: FormPageDependencies): FormPages {
  return {
    read(body) {
      const { value, problems } = readFormBody(body, buttons);
      const typed = readTypedFields(body);
      const deliveryId = typed.get('submissionId') ?? '';
      return { form: value, deliveryId, again: problems.length > 0 || buttons.some((name) => typed.has(name)) };
    },
    async show(response, status, body, problems, retryAfterSeconds) {
      const read = readFormBody(body, buttons);
      const typed = readTypedFields(body);
      const content = {
        fields: toFormFields(read.value),
        now: dependencies.now(),
        problems: [...read.problems, ...problems],
        addJob: typed.has('addJob'),
        ...(typed.has('check') ? { checked: dependencies.check(read.value) } : {}),
      };
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) };
      (await dependencies.senderFor(response.req))(response, status, formPage(formView(dependencies, content)), headers);
    },
    async refuse(response, code) {
      (await dependencies.senderFor(response.req))(response, refusals[code], errorPage(refusals[code]));
    },
  };
}
