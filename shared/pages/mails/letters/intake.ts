import { changeKey, docParts, type Submission } from '#domain/intake/submission.ts';
import { titleOf } from '#pages/about.ts';
import { docPartLabels } from '#pages/labels.ts';
import { facts, heading, row, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, inTheirWords, jobsAsked, statusLink, warningsNow } from '#pages/mails/parts.ts';

/** I10: a full copy of the answers, with the links to follow and to withdraw it. */
export function receipt(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'request received',
    first: `${person.name}, your request ${state.id} to test ${titleOf(state.submission)} has been received.`,
    second: 'Nothing is asked of you now: the gates are being checked, and when all have passed an admin is asked to review it.',
    body: [statusLink(writing), ...answers(writing)],
  };
}

/** Nobody knows yet whose address it is: nothing goes on, and nothing that was typed is told, before its owner says so (I16). */
export function confirmAddress(writing: Writing): Letter {
  const { state } = writing;
  const name = codeOf(state.submission);
  return {
    what: 'please confirm your address',
    about: { id: state.id, name },
    first: `Please confirm that you sent request ${state.id} about ${name}.`,
    second: 'It waits for a few days, and then ends by itself.',
    body: [
      text(
        'If it was not you, do nothing: without your confirmation nothing is checked, nobody else is mailed, and nothing of what was sent is shown to anybody. You get a copy of the answers when you have confirmed.',
      ),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
}

/** A branch's name was typed; the number of a pull request says nothing. */
function codeOf({ change }: Submission): string {
  return change.kind === 'ref' ? `${change.owner}/${change.repository}` : changeKey(change);
}

function answers(writing: Writing): Block[] {
  const { submission } = writing.state;
  const covered = docParts.filter((part) => submission.docCovers[part]).map((part) => docPartLabels[part]);
  return [
    heading('Your answers'),
    aboutRequest(writing),
    facts(
      row('E-mail address', submission.contributor.email),
      row('The document covers', covered.join('; ')),
      row('Tested locally', 'yes'),
      row('Resubmission of', submission.resubmissionOf),
      row('Group', submission.group),
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
    : [facts(...told.map(({ step, dataReviewed }) => row(`Data reviewed for ${step}`, dataReviewed === true ? 'yes' : 'no')))];
}
