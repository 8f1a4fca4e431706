import { personName, titleOf } from '#pages/about.ts';
import { quote, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#pages/mails/parts.ts';

/** W1: for the release team, in the request's thread. */
export function concern(writing: Writing): Letter {
  const { state, person, question } = writing;
  return {
    what: 'somebody says that something is wrong',
    first: `${person.name}, somebody wrote on the page of request ${state.id} (${titleOf(state.submission)}).`,
    second: 'The request does not wait for your answer; whoever wrote does. The first answer counts.',
    body: [quote('What they write', question?.said ?? ''), ...actionsOf(writing), aboutRequest(writing), statusLink(writing)],
  };
}

/** The answer, for the contributor. */
export function concernAnswered(writing: Writing): Letter {
  const { state, person, rules, question } = writing;
  const answer = question?.answer;
  const by = answer?.by.kind === 'person' ? personName(answer.by.id, state, rules) : 'the release team';
  const words: Block[] =
    answer === undefined ? [text('The answer stands on the status page.')] : [quote(`The answer of ${by}`, answer.comment)];
  return {
    what: 'an answer to what was written',
    first: `${person.name}, what was written on the page of your request ${state.id} (${titleOf(state.submission)}) was answered.`,
    second: 'Nothing is asked of you.',
    body: [quote('What was written', question?.said ?? ''), ...words, statusLink(writing)],
  };
}
