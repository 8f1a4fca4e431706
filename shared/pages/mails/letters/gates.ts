import { titleOf } from '#pages/about.ts';
import { ableAdmins } from '#domain/request/authors.ts';
import { isHeld } from '#domain/request/fallen.ts';
import { heading, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import {
  aboutRequest,
  actionsOf,
  byWhen,
  gatesNow,
  inTheWayNow,
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

/** G7: a gate has hung for too long, or nobody but an admin can open it. */
export function gatesWaivable(writing: Writing): Letter {
  const { state, person, question } = writing;
  const asker = question?.putBy === undefined ? '' : ` The operator ${question.putBy} asks.`;
  return {
    what: 'may a gate be waived?',
    first: `${person.name}, you are asked whether ${titleOf(state.submission)} (request ${state.id}) may go on without what has not passed.${asker}`,
    second: byWhen(writing),
    body: [
      heading('In the way'),
      ...inTheWayNow(writing),
      text(WHAT_A_WAIVER_IS),
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

const WHAT_A_WAIVER_IS =
  'A waiver needs a reason, which stays on the record. It is for this commit and this base, and for what you see here: another failure, a push or another base opens the gate again. The gate can still pass by itself; then nobody asks you any more.';

/** G11. */
export function nobodyDecides(writing: Writing): Letter {
  const { state, person, rules } = writing;
  const title = `${titleOf(state.submission)} (request ${state.id})`;
  const [able] = ableAdmins(rules.people, state);
  if (able !== undefined)
    return {
      what: 'a second admin is missing',
      first: `${person.name}, two server-jobs admins must approve ${title}, and only ${able.name} may: no author decides on their own change.`,
      second: 'Find somebody else: an operator adds another server-jobs admin to the settings, and the request goes on.',
      body: [
        text(`${able.name} can accept it, waive a gate of it and give the first of two approvals. The second cannot be given until then.`),
        aboutRequest(writing),
        statusLink(writing),
      ],
    };
  return {
    what: 'nobody can decide on it',
    first: `${person.name}, every server-jobs admin is an author of ${title}, and no author decides on their own change.`,
    second: 'Find somebody else: an operator adds another server-jobs admin to the settings, and the request goes on.',
    body: [
      text(
        'Nobody can accept it, waive a gate of it, or approve it until then. Whoever is added is asked by the next reminder, or when a mail is sent again from the status page.',
      ),
      aboutRequest(writing),
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
      text(
        'Nothing is lost: what ran counts, links and codes in earlier mails stay usable, and no admin’s clock for a review or a verdict runs meanwhile.',
      ),
      ...mayWaive(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** G7: asked of the admins who may, and not owed while somebody else can put it right. */
function mayWaive(writing: Writing): Block[] {
  if (writing.question === undefined) return [];
  return [heading('If it may go on all the same'), ...inTheWayNow(writing), text(WHAT_A_WAIVER_IS), ...actionsOf(writing)];
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
