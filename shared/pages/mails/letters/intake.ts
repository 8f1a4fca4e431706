import { docParts } from '#domain/intake/submission.ts';
import { actionRules } from '#domain/request/questions.ts';
import { changeText, titleOf } from '#pages/about.ts';
import { docPartLabels } from '#pages/labels.ts';
import { facts, heading, row, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, inTheirWords, jobsAsked, statusLink, warningsNow } from '#pages/mails/parts.ts';

/** I10: a full copy of the answers, with the links to follow and to withdraw it. */
export function receipt(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'request received',
    first: `${person.name}, your request ${state.id} to test ${titleOf(state.submission)} has been received.`,
    second: 'Nothing is asked of you now: the gates are being checked, and when all have passed an admin is asked to review it.',
    body: [statusLink(writing), ...answers(writing), ...withdrawal(writing)],
  };
}

/** The form page does not know whose address it got: nothing goes on before its owner says so. */
export function confirmAddress(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'please confirm your address',
    first: `${person.name}, please confirm that you sent request ${state.id} to test ${titleOf(state.submission)} (${changeText(state.submission)}).`,
    second: byWhen(writing),
    body: [
      text('If it was not you, do nothing: without your confirmation nothing is checked, and nobody else is mailed.'),
      ...actionsOf(writing),
      statusLink(writing),
      ...answers(writing),
    ],
  };
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

function withdrawal({ state, links }: Writing): Block[] {
  const question = state.questions.find(({ kind, state: how }) => kind === 'withdraw' && how === 'open');
  if (question === undefined) return [];
  const url = links.withdraw ?? links.action(question.id, 'withdraw');
  return [
    heading('If you change your mind'),
    text('You can withdraw the request at any time before it is decided.'),
    { block: 'actions', actions: [{ label: actionRules.withdraw.label, url }], code: links.code(question.id) },
  ];
}
