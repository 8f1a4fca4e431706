import { personName, titleOf } from '#pages/about.ts';
import { exchangeBlocks } from '#pages/exchanges.ts';
import { quote, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, gatesNow, inTheirWords, jobsAsked, statusLink, warningsNow } from '#pages/mails/parts.ts';
import { momentText } from '#pages/times.ts';
import { nextDue } from '#domain/request/due.ts';

export function reviewRequest(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'review wanted',
    first: `${person.name}, you are asked whether ${titleOf(state.submission)} by ${state.submission.contributor.name} (request ${state.id}) may run on the backup server.`,
    second: byWhen(writing),
    body: [...actionsOf(writing), ...whole(writing)],
  };
}

export function assigned(writing: Writing): Letter {
  const { state, rules, person, when } = writing;
  const due = nextDue(state);
  const to = state.assignee === undefined ? person.name : personName(state.assignee, state, rules);
  return {
    what: `assigned to ${to}`,
    first: `Request ${state.id} (${titleOf(state.submission)}) is assigned to ${to}.`,
    second: due === undefined ? 'Nothing is due at the moment.' : `An answer is due ${momentText(due, when)}.`,
    body: [...actionsOf(writing), ...whole(writing)],
  };
}

/** Q1, Q2: the ball is with the contributor. */
export function returned(writing: Writing): Letter {
  const { state, person } = writing;
  const asked = state.status === 'returned' ? state.askedBack : undefined;
  return {
    what: 'a question for you',
    first: `${person.name}, an admin has a question about your request ${state.id} (${titleOf(state.submission)}).`,
    second: byWhen(writing),
    body: [
      ...(asked === undefined ? [] : [quote('The question', asked)]),
      text('With your answer you can also change the document, the reason, the release and the expected output.'),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
}

/** Q2: the contributor gets it as a receipt, the admins as news. */
export function edited(writing: Writing): Letter {
  const { state, person, forTeam } = writing;
  const title = titleOf(state.submission);
  return {
    what: 'answers changed',
    first:
      forTeam === true
        ? `${person.name}, ${state.submission.contributor.name} has changed answers of request ${state.id} (${title}).`
        : `${person.name}, your changes to request ${state.id} (${title}) are recorded.`,
    second:
      forTeam === true
        ? 'Nothing is asked of you by this mail.'
        : 'Nothing is asked of you; links of earlier mails to edit or withdraw it no longer work, those below do.',
    body: [...exchangeBlocks(writing), aboutRequest(writing), statusLink(writing)],
  };
}

function whole(writing: Writing): Block[] {
  return [
    ...exchangeBlocks(writing),
    aboutRequest(writing),
    ...warningsNow(writing),
    ...inTheirWords(writing),
    ...jobsAsked(writing),
    ...gatesNow(writing),
    statusLink(writing),
  ];
}
