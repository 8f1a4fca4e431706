import { personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { list, part, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import { renderHtmlPart } from '#products/rehearsal/pages/mails/html-part.ts';
import type { MailInput, RequestMailInput } from '#products/rehearsal/pages/mails/mail-input.ts';
import { contentOf } from '#products/rehearsal/pages/mails/content-of.ts';
import { changeOfMind } from '#products/rehearsal/pages/mails/parts.ts';
import { subjectOf } from '#contexts/telling/pages/mails/subject.ts';
import { renderText } from '#products/rehearsal/pages/mails/text-part.ts';
import { knownZone } from '#html/times.ts';

export type { MailInput, MailLinks, NotificationInput, RequestMailInput } from '#products/rehearsal/pages/mails/mail-input.ts';

/** Subject and both parts of a mail. The same input gives the same mail, to the byte. With `others`, one mail to the same reader for all (N8). */
export function renderMail(input: MailInput, others: readonly MailInput[] = []): { subject: string; text: string; html: string } {
  if (others.length > 0) return renderDigest([input, ...others], input.installation);
  const { id, what, name, opening, body } = write(input);
  const subject = subjectOf(input.installation, id, what, name);
  const blocks = [...opening, ...body];
  // The first two lines of the text stand together, so that a preview shows both.
  const textPart = renderText(blocks).replace('\n\n', '\n');
  return { subject, text: textPart, html: renderHtmlPart(blocks, subject, input.installation) };
}

/** Every mail whole, with its own links and its own code behind them, under a line that says what it is about. */
function renderDigest(inputs: readonly MailInput[], installation: string): { subject: string; text: string; html: string } {
  const written = inputs.map(write);
  const whats = [...new Set(written.map(({ what }) => what))].join(', ');
  const subject = subjectOf(installation, `${written.length} messages`, whats, [...new Set(written.map(({ id }) => id))].join(', '));
  const contents = written.map(({ id, what, name }) => `${id}: ${what} — ${name}`);
  const blocks = [
    text(`${written.length} messages that could wait, in one mail. Each has its own links and its own code.`),
    ...list(contents),
    ...written.flatMap(({ opening, body }, n) => [part(contents[n] ?? ''), ...opening, ...body]),
  ];
  return { subject, text: renderText(blocks), html: renderHtmlPart(blocks, subject, installation) };
}

interface Written {
  id: string;
  what: string;
  name: string;
  opening: Block[];
  body: Block[];
}

function write(input: MailInput): Written {
  const writing = { ...input, when: { now: input.now, timeZone: knownZone(input.person.timeZone) } };
  const { what, about, first, second, body } = contentOf(writing);
  const opening = [text(first), text(second), ...('state' in input ? standInText(input) : [])];
  const own = 'state' in writing && about === undefined ? changeOfMind(writing) : [];
  return { ...(about ?? aboutOf(input)), what, opening, body: [...body, ...own] };
}

function aboutOf(input: MailInput): { id: string; name: string } {
  if (!('state' in input)) throw new TypeError(`${input.template} does not say what it is about`);
  return { id: input.state.id, name: titleOf(input.state.submission, isJobStep(input) ? input.step : undefined) };
}

/** Q6: the same sentence for both. */
function standInText({ standIn, state, rules }: RequestMailInput): Block[] {
  if (standIn === undefined) return [];
  return [
    text(`${personName(standIn.by, state, rules)} stands in for ${personName(standIn.away, state, rules)}; both of you get this mail.`),
  ];
}

function isJobStep({ state, step }: RequestMailInput): boolean {
  return state.submission.jobs.some((job) => job.step === step);
}
