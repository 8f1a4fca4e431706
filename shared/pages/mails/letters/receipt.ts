import { coversGroup } from '#domain/intake/form/instructions.ts';
import { lastJobFields } from '#domain/intake/form/job.ts';
import { placeFields } from '#domain/intake/form/place.ts';
import { reasonFields } from '#domain/intake/form/reasons.ts';
import { youFields } from '#domain/intake/form/you.ts';
import { docParts } from '#domain/intake/submission.ts';
import { titleOf } from '#pages/about.ts';
import { docPartLabels } from '#pages/labels.ts';
import { facts, heading, row, type Block } from '#pages/mails/blocks.ts';
import type { LetterOf, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, inTheirWords, jobsAsked, statusLink, warningsNow } from '#pages/mails/parts.ts';

/** I10: a full copy of the answers, with the links to follow and to withdraw it. */
export const receipt: LetterOf<'receipt'> = (writing) => {
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
