import { relatedText } from '#products/rehearsal/pages/about.ts';
import type { Via } from '#contexts/intake/domain/parts/requested.ts';
import { listed } from '#html/text.ts';
import { person, type Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { IntakeFact } from '#products/rehearsal/domain/facts/types/intake.ts';

const ways: Record<Via, string> = {
  webhook: 'through the webhook',
  form: 'on the form page',
  schedule: 'by a schedule',
  api: 'through the API',
};

export const intakeSentences: Sentences<IntakeFact> = {
  submitted: ({ submission: { contributor }, via, scheduled }) =>
    scheduled === undefined
      ? `${contributor.name} asked for the test ${ways[via]}`
      : `The schedule ${scheduled.schedule}, made by ${scheduled.madeBy}, asked for the test in the name of ${contributor.name}`,
  confirmed: () => 'The address was confirmed',
  related_found: ({ related }) => `Linked with ${listed(related.map(relatedText))}`,
  /** N8. */
  mail_ordered_again: ({ effect }, telling) => `A mail to ${person(effect.to, telling)} is sent again`,
  contributor_forgotten: () => 'The retention time for personal data ended: names, addresses and what the runs wrote were removed',
};
