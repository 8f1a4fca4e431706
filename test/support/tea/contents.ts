import type { Wanted } from '#contexts/telling/app/send-mail.ts';
import { readData } from '#contexts/telling/domain/mail/read-data.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContents, MailContent } from '#contexts/telling/pages/mails/content.ts';
import { renderWritten, type Written } from '#contexts/telling/pages/mails/render.ts';
import { momentText } from '#html/times.ts';
import type { Instant } from '#kernel/time.ts';
import { teaTemplates, type TeaMail, type TeaTemplates } from './mails.ts';
import type { Tea } from './process.ts';

interface OfNone {
  now: Instant;
  links: (question: number) => { yes: string; no: string; code: string };
}
type OfTea = OfNone & { tea: Tea };

/** Each template has its content. */
const contents: TemplateContents<TeaTemplates, OfTea, OfNone> = {
  no_water: ({ data: { kettle, litres } }) => ({
    what: 'no water',
    about: { id: kettle, name: 'the kitchen' },
    first: `The kettle ${kettle} has ${litres} litres left.`,
    second: 'Fill it.',
    body: [],
  }),
  settled({ tea }) {
    const answer = tea.questions.findLast((one) => one.answer !== undefined)?.answer;
    return { what: 'settled', first: `${answer?.by} said ${answer?.action}.`, second: 'Have a cup ready.', body: [] };
  },
  who_brews({ data: { question }, links, now }) {
    const { yes, no, code } = links(question);
    return {
      what: 'who brews',
      first: 'Do you make the tea?',
      second: `It was asked ${momentText(now, { now, timeZone: 'UTC' })}.`,
      body: [
        text('Yes: this line only looks like an answer.'),
        {
          block: 'actions',
          code,
          actions: [
            { label: 'Yes', url: yes },
            { label: 'No', url: no },
          ],
        },
      ],
    };
  },
};

export type LinksOf = (person: string) => OfNone['links'];

/** As the performer wants it. */
export function renderTea(linksOf: LinksOf) {
  const write = ({ effect, state, now }: Wanted<TeaMail, Tea>): Written => {
    const { template } = effect;
    const content = contents[template] as (writing: Partial<OfTea> & { data: object }) => MailContent;
    const tea = state === undefined ? {} : { tea: state };
    const { what, about, first, second, body } = content({
      ...tea,
      now,
      links: linksOf(effect.to),
      data: readData(teaTemplates, template, effect),
    });
    return { ...(about ?? { id: state?.id ?? '', name: 'Tea' }), what, opening: [text(first), text(second)], body };
  };
  const head = { installation: 'Tea', actions: ['Yes', 'No'], drastic: new Set(['No']) };
  return (mail: Wanted<TeaMail, Tea>, others: readonly Wanted<TeaMail, Tea>[] = []) => renderWritten(write(mail), others.map(write), head);
}
