import { renderWritten } from '#contexts/telling/pages/mails/render.ts';
import { mailFrame, writeMail, type MailInput } from '#products/rehearsal/pages/mails/write-mail.ts';

/** A mail about a request, as the installation renders it; with `others`, one for all of them (N8). */
export function renderMail(input: MailInput, others: readonly MailInput[] = []): { subject: string; text: string; html: string } {
  return renderWritten(writeMail(input), others.map(writeMail), mailFrame(input.installation));
}
