import { list, part, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import { renderHtmlPart } from '#contexts/telling/pages/mails/html-part.ts';
import { subjectOf } from '#contexts/telling/pages/mails/subject.ts';
import { renderText } from '#contexts/telling/pages/mails/text-part.ts';

/** One mail's content, for one reader. */
export interface Written {
  /** For the subject: what it is about, and what it is called. */
  id: string;
  name: string;
  /** `review wanted`. */
  what: string;
  /** Stands first, and in a preview. */
  opening: readonly Block[];
  body: readonly Block[];
}

/** What all mails of a product have in common. */
export interface MailFrame {
  installation: string;
  /** Labels of every action that there is: no other line may look like one (N2). */
  actions: readonly string[];
  /** Of those, the ones that are never the button that stands out. */
  drastic: ReadonlySet<string>;
}

interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** Subject and both parts of a mail. The same input gives the same mail, to the byte. With `others`, one mail to the same reader for all (N8). */
export function renderWritten(written: Written, others: readonly Written[], head: MailFrame): Rendered {
  if (others.length > 0) return renderDigest([written, ...others], head);
  const { id, what, name, opening, body } = written;
  const rendered = render(subjectOf(head.installation, id, what, name), [...opening, ...body], head);
  // The first two lines of the text stand together, so that a preview shows both.
  return { ...rendered, text: rendered.text.replace('\n\n', '\n') };
}

/** Every mail whole, with its own links and its own code behind them, under a line that says what it is about. */
function renderDigest(all: readonly Written[], head: MailFrame): Rendered {
  const whats = [...new Set(all.map(({ what }) => what))].join(', ');
  const subject = subjectOf(head.installation, `${all.length} messages`, whats, [...new Set(all.map(({ id }) => id))].join(', '));
  const contents = all.map(({ id, what, name }) => `${id}: ${what} — ${name}`);
  const blocks = [
    text(`${all.length} messages that could wait, in one mail. Each has its own links and its own code.`),
    ...list(contents),
    ...all.flatMap(({ opening, body }, n) => [part(contents[n] ?? ''), ...opening, ...body]),
  ];
  return render(subject, blocks, head);
}

function render(subject: string, blocks: readonly Block[], { installation, actions, drastic }: MailFrame): Rendered {
  return { subject, text: renderText(blocks, actions), html: renderHtmlPart(blocks, subject, installation, drastic) };
}
