import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { heading, text } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { listed, plural } from '#html/text.ts';

/** R13. */
export const invalidData: TemplateContent<'invalid_data'> = (writing) => {
  const { state, person } = writing;
  const job = jobOf(writing);
  const held = state.jobs
    .filter((other) => other.state === 'on_hold' && other.audit === job?.step)
    .map(({ step }) => nameOfStep(state.submission, step));
  return {
    what: 'invalid data found',
    first: `${person.name}, please decide what happens to the invalid data that ${job === undefined ? 'an audit' : nameOfStep(state.submission, job.step)} found (request ${state.id}).`,
    second: byWhen(writing),
    body: [
      text(
        `The audit ran without errors but found data that was not expected.${held.length === 0 ? '' : ` On hold until you answer: ${listed(held)} (${plural(held.length, 'job')}).`}`,
      ),
      text('Either the migration handles this data, or somebody has corrected the data by hand and the audit runs again.'),
      ...actionsOf(writing),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      heading('The request'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
