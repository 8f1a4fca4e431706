import { productionOf } from '#products/rehearsal/domain/production.ts';
import { nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { productionLabels } from '#products/rehearsal/pages/labels.ts';
import { list, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** To whoever told it: the way to say it otherwise. */
export const productionTold: TemplateContent<'production_told'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'recorded: the outcome in production',
    first: `${person.name}, your report on ${titleOf(state.submission)} (request ${state.id}) in production is recorded.`,
    second:
      'No action is needed from you. If it was wrong, or something has changed, report again: the newest report counts, and earlier ones stay on the record.',
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
        `${nameOfStep(state.submission, step)} ${productionLabels[record.outcome]}, according to ${personName(record.by, state, rules)}${words}`,
      ];
    }),
  );
}
