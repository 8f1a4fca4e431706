import { productionOf } from '#products/rehearsal/domain/production.ts';
import { changeUrl, personName, subjectOf } from '#products/rehearsal/pages/about.ts';
import { heading, link, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import { evidenceOf, fourFactsOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { instantText } from '#html/times.ts';

/** A9: what was tested and approved went wrong all the same; the evidence of then stands beside it. */
export const productionFailed: TemplateContent<'production_failed'> = (writing) => {
  const { state, person, rules, when } = writing;
  const job = jobOf(writing);
  const record = job === undefined ? undefined : productionOf(state, job.step);
  const name = job === undefined ? 'a job' : subjectOf(state.submission, job.step);
  return {
    what: 'FAILED IN PRODUCTION',
    first: `${person.name}, ${name}, which request ${state.id} had approved, failed in production.`,
    second: 'Stop whatever depends on it there, then find out what the rehearsal did not show.',
    body: [
      ...(record === undefined
        ? []
        : [
            text(`Recorded by ${personName(record.by, state, rules)}, ${instantText(record.at, when.timeZone)}.`),
            quote('The error', record.text),
          ]),
      link('Code', changeUrl(state.submission)),
      ...(job === undefined ? [] : [...evidenceOf(job, writing), heading('What the approval was based on'), ...fourFactsOf(job, writing)]),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
