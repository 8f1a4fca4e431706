import { productionOf } from '#domain/request/production.ts';
import { nameOfStep, personName, titleOf } from '#pages/about.ts';
import { productionLabels } from '#pages/labels.ts';
import { list, type Block } from '#pages/mails/blocks.ts';
import type { LetterOf, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#pages/mails/parts.ts';

/** To whoever told it: the way to say it otherwise. */
export const productionTold: LetterOf<'production_told'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'recorded: what became of it in production',
    first: `${person.name}, what you told of ${titleOf(state.submission)}, request ${state.id}, is recorded.`,
    second:
      'Nothing is asked of you. If it was not so, or changed, tell it again: the newest counts, and what was told before stays on the record.',
    body: [...toldOf(writing), ...actionsOf(writing), aboutRequest(writing), statusLink(writing)],
  };
};

function toldOf({ state, rules }: Writing): Block[] {
  return list(
    state.jobs.flatMap(({ step }) => {
      const record = productionOf(state, step);
      if (record === undefined) return [];
      const words = record.text === '' ? '' : `: ${record.text}`;
      return [
        `${nameOfStep(state.submission, step)} ${productionLabels[record.outcome]}, as ${personName(record.by, state, rules)} says${words}`,
      ];
    }),
  );
}
