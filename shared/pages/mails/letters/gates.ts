import { titleOf } from '#pages/about.ts';
import { heading, text } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import {
  aboutRequest,
  actionsOf,
  byWhen,
  gatesNow,
  inTheirWords,
  jobsAsked,
  openGatesNow,
  statusLink,
  warningsNow,
} from '#pages/mails/parts.ts';
import { shortSha } from '#pages/text.ts';

export function gatesFailed(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'something must be put right',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) cannot go to review yet: see below what to do.`,
    second: 'The gates are checked again by themselves; when the last one passes, an admin is asked to review it.',
    body: [heading('Still open'), ...openGatesNow(writing), statusLink(writing)],
  };
}

/** I6: only the rule that a person may waive is left. */
export function gatesWaivable(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'may the audit be waived?',
    first: `${person.name}, you are asked whether ${titleOf(state.submission)} (request ${state.id}) may go to review without the gate that failed.`,
    second: byWhen(writing),
    body: [
      heading('Still open'),
      ...openGatesNow(writing),
      text('A waiver needs a reason, which stays on the record. If you do nothing, the contributor can still make the gate pass.'),
      ...actionsOf(writing),
      aboutRequest(writing),
      ...inTheirWords(writing),
      ...jobsAsked(writing),
      ...gatesNow(writing),
      ...warningsNow(writing),
      statusLink(writing),
    ],
  };
}

/** G1. */
export function headMoved(writing: Writing): Letter {
  const { state } = writing;
  return {
    what: 'a new commit came',
    first: `The pull request of ${titleOf(state.submission)} (request ${state.id}) has a new commit${state.headSha === undefined ? '' : `, ${shortSha(state.headSha)}`}; evidence of the old one no longer counts.`,
    second: 'Nothing is asked of you now: the gates are checked again, and links in earlier mails about the old commit no longer work.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
}
