import type { IncomingMessage } from 'node:http';
import type { ParsedSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Instant } from '#kernel/time.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import { keptByBack } from '#doors/send-page.ts';
import { readSentForm, type SentForm } from '#doors/sent-form.ts';
import type { PageContent } from '#html/document.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView, type FormContent, type FormSite } from '#products/rehearsal/pages/form-page/make-view.ts';
import type { FormPages } from './form.ts';

export interface FormPageDependencies extends FormSite {
  /** For how far a cutoff is away; nothing is decided by it. */
  now: () => Instant;
  /** The rules of intake, for those who want to know before they send. */
  check: (form: unknown) => ParsedSubmission;
  senderFor: SenderForOf<PageContent>;
  /** A4. What the form's address says that it follows. */
  earlierOf: (request: IncomingMessage) => Promise<FormContent['earlier']>;
  /** Of a sending. */
  newId: () => string;
}

const refusals = { body_too_large: 413, unsupported_media_type: 415 } as const;

/** I12: reads the form page's body, and shows the page again with what was typed. */
export function createFormPages(dependencies: FormPageDependencies): FormPages {
  return {
    read: readSentForm,
    async show(response, status, sent, problems, { retryAfterSeconds, anew = false } = {}) {
      const content = {
        fields: anew ? withId(sent, dependencies.newId()) : sent.typed,
        jobRows: sent.jobRows,
        now: dependencies.now(),
        earlier: await dependencies.earlierOf(response.req),
        ...found(sent, problems, sent.button === 'check' ? dependencies.check(sent.form) : undefined),
      };
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) };
      const send = await dependencies.senderFor(response.req);
      send(response, status, formPage(formView(dependencies, content)), { ...keptByBack, ...headers });
    },
    async refuse(response, code) {
      const status = code === 'body_too_large' ? refusals[code] : refusals.unsupported_media_type;
      (await dependencies.senderFor(response.req))(response, status, errorPage(status));
    },
  };
}

function withId({ typed }: SentForm, id: string): SentForm['typed'] {
  return [...typed.filter(([name]) => name !== 'submissionId'), ['submissionId', id]];
}

/** Problems of a check as of a sending: each stands at the row of its job on the page. */
function found(sent: SentForm, problems: SentForm['problems'], checked: ParsedSubmission | undefined): object {
  const all = [...sent.problems, ...problems, ...(checked?.ok === false ? checked.problems : [])];
  return {
    problems: all.map((problem) => ({ ...problem, path: sent.pathOnPage(problem.path) })),
    ...(checked?.ok === true ? { checked } : {}),
  };
}
