import { personName, titleOf } from '#pages/about.ts';
import { text, type Block } from '#pages/mails/blocks.ts';
import { renderHtmlPart } from '#pages/mails/html-part.ts';
import type { MailInput } from '#pages/mails/mail-input.ts';
import { letterOf } from '#pages/mails/letters.ts';
import { subjectOf } from '#pages/mails/subject.ts';
import { renderText } from '#pages/mails/text-part.ts';
import { knownZone } from '#pages/times.ts';

export type { MailInput, MailLinks } from '#pages/mails/mail-input.ts';

/** Subject and both parts of a mail. The same input gives the same mail, to the byte. */
export function renderMail(input: MailInput): { subject: string; text: string; html: string } {
  const writing = { ...input, when: { now: input.now, timeZone: knownZone(input.person.timeZone) } };
  const { what, about, first, second, body } = letterOf(writing);
  const subject = subjectOf(
    input.installation,
    about?.id ?? input.state.id,
    what,
    about?.name ?? titleOf(input.state.submission, isJobStep(input) ? input.step : undefined),
  );
  const blocks = [text(first), text(second), ...standInText(input), ...body];
  // The first two lines of the text stand together, so that a preview shows both.
  const textPart = renderText(blocks).replace('\n\n', '\n');
  return { subject, text: textPart, html: renderHtmlPart(blocks, subject, input.installation) };
}

/** Q6: the same sentence for both. */
function standInText({ standIn, state, rules }: MailInput): Block[] {
  if (standIn === undefined) return [];
  return [text(`${personName(standIn.by, state, rules)} stands in for ${personName(standIn.away, state, rules)}; both have this mail.`)];
}

function isJobStep({ state, step }: MailInput): boolean {
  return state.submission.jobs.some((job) => job.step === step);
}
