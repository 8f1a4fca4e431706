import { statusPage } from '#products/rehearsal/pages/status-page.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Problem, Submission, Warning } from '#contexts/intake/domain/submission.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { contributor, type Story } from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';
import { sampleContext } from '#test/support/sample-submission.ts';
import { framedPage } from '#test/support/framed-page.ts';

/** What a page says to somebody who reads it, in one line. */
export function wordsOf(page: string): string {
  return page
    .replaceAll(/<(?:script|style)[^>]*>[^]*?<\/(?:script|style)>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

/** The status page of a story as it stands, in words. */
export function statusOf({ state, rules, now, timeline }: Story): string {
  const entries = timeline.map((entry) => ({ ...entry, requestId: state.id, by: contributor, commandId: 'c', command: 'x' }));
  const when = { now, timeZone: 'UTC' };
  return wordsOf(framedPage(statusPage({ state, rules, when, timeline: entries, mails: [] })));
}

/** The text parts of the mails of one kind, as they would be sent now. */
export function lettersOf(story: Story, template: MailTemplate): string[] {
  return mailsOf(story)
    .filter((mail) => mail.template === template)
    .map(({ input }) => renderMail(input).text);
}

export function takesForm(form: unknown): { submission: Submission; warnings: Warning[] } {
  const parsed = parseSubmission(form, sampleContext);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed;
}

export function refusesForm(form: unknown): Problem[] {
  const parsed = parseSubmission(form, sampleContext);
  if (parsed.ok) throw new Error('the form was taken');
  return parsed.problems;
}
