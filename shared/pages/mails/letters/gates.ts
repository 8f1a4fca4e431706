import { titleOf } from '#pages/about.ts';
import { isHeld } from '#domain/request/fallen.ts';
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

/** G10. */
export function baseMoved(writing: Writing): Letter {
  const { state } = writing;
  return {
    what: 'another base',
    first: `The pull request of ${titleOf(state.submission)} (request ${state.id}) is to be merged into another base${state.base === undefined ? '' : `, ${state.base.ref}`}; evidence of the merge into the old one no longer counts.`,
    second: 'Nothing is asked of you now: the gates are checked again, and links in earlier mails about the old base no longer work.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
}

/** G9. Told as it is when the mail is written: what has been put right meanwhile is not complained of. */
export function gatesFell(writing: Writing): Letter {
  const { state, person } = writing;
  if (!isHeld(state)) return gatesHold(writing);
  return {
    what: 'held: a gate has fallen',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) is held where it is: a gate that had passed no longer holds.`,
    second:
      'It goes on by itself as soon as all gates hold again. Until then nothing of it starts, and nothing of it can be accepted or approved.',
    body: [
      heading('What has fallen, and who acts'),
      ...openGatesNow(writing),
      text('Nothing is lost: what ran counts, links and codes in earlier mails stay usable, and no admin’s clock runs meanwhile.'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** G9. */
export function gatesHold(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'goes on: its gates hold again',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) is no longer held by a gate: it goes on where it was.`,
    second: 'Nothing new is asked of you by this mail; what you were asked before can be answered again.',
    body: [aboutRequest(writing), ...gatesNow(writing), statusLink(writing)],
  };
}
