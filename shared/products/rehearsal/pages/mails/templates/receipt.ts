import { coversGroup } from '#contexts/intake/domain/form/instructions.ts';
import { lastJobFields } from '#contexts/intake/domain/form/job.ts';
import { placeFields } from '#contexts/intake/domain/form/place.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { youFields } from '#contexts/intake/domain/form/you.ts';
import { docParts } from '#contexts/intake/domain/submission.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { docPartLabels } from '#contexts/intake/domain/choices.ts';
import { facts, heading, row, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, inTheirWords, jobsAsked, statusLink, warningsNow } from '#products/rehearsal/pages/mails/parts.ts';

/** I10: a full copy of the answers, with the links to follow and to withdraw it. */
export const receipt: TemplateContent<'receipt'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'request received',
    first: `${person.name}, your request ${state.id} to test ${titleOf(state.submission)} has been received.`,
    second:
      'No action is needed from you now. The gates are being checked; when all of them have passed, an admin is asked to review the request.',
    body: [statusLink(writing), ...answers(writing)],
  };
};

function answers(writing: Writing): Block[] {
  const { submission } = writing.state;
  const covered = docParts.filter((part) => submission.docCovers[part]).map((part) => docPartLabels[part]);
  return [
    heading('Your answers'),
    aboutRequest(writing),
    facts(
      row(youFields.email.label, submission.contributor.email),
      row(coversGroup.label, covered.join('; ')),
      row(reasonFields.testedLocally.short, 'yes'),
      row(reasonFields.resubmissionOf.label, submission.resubmissionOf),
      row(placeFields.group.label, submission.group),
      row('Submission', submission.submissionId),
    ),
    ...inTheirWords(writing),
    ...jobsAsked(writing),
    ...dataReviewed(writing),
    ...warningsNow(writing),
  ];
}

function dataReviewed({ state: { submission } }: Writing): Block[] {
  const told = submission.jobs.filter(({ dataReviewed }) => dataReviewed !== undefined);
  return told.length === 0
    ? []
    : [
        facts(
          ...told.map(({ step, dataReviewed }) =>
            row(`${lastJobFields.dataReviewed.short} for ${step}`, dataReviewed === true ? 'yes' : 'no'),
          ),
        ),
      ];
}
