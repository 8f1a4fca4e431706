import { MANUAL_TEST } from '#domain/request/by-hand.ts';
import { instructionsOf } from '#domain/request/rules.ts';
import { nameOfStep, titleOf } from '#pages/about.ts';
import { facts, heading, list, quote, row, text, type Block } from '#pages/mails/blocks.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { momentText } from '#pages/times.ts';
import { aboutRequest, actionsOf, byWhen, jobsAsked, statusLink } from '#pages/mails/parts.ts';

export function accepted(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'accepted',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) was accepted.`,
    second: `Nothing is asked of you now: it waits for its turn on ${state.backend}; its place is on the status page.`,
    body: [aboutRequest(writing), statusLink(writing)],
  };
}

export function deploymentFailed(writing: Writing): Letter {
  const { state, question, person } = writing;
  const asks = question !== undefined;
  return {
    what: asks ? 'deployment failed, what next?' : 'deployment failed',
    first: asks
      ? `${person.name}, you are asked what happens with ${titleOf(state.submission)} (request ${state.id}): its deployment on ${state.backend} failed.`
      : `${person.name}, the deployment of ${titleOf(state.submission)} (request ${state.id}) on ${state.backend} failed.`,
    second: asks ? byWhen(writing) : 'Nothing is asked of you now: the admins decide whether it is deployed again.',
    body: [
      ...(state.status === 'deployment_failed' ? [quote('What went wrong', state.why)] : []),
      ...actionsOf(writing),
      ...steps(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** D2 `manual`. */
export function manualStep(writing: Writing): Letter {
  const { state, step, question, person, rules } = writing;
  const name = step ?? question?.step ?? 'the manual step';
  const instructions = instructionsOf(rules, state.turn?.backend ?? state.backend, name);
  return {
    what: `please do the step ${name}`,
    first: `${person.name}, the deployment of ${titleOf(state.submission)} (request ${state.id}) waits for the step “${name}”, which a person does on ${state.backend}.`,
    second: `The backend is held meanwhile. ${byWhen(writing)}`,
    body: [
      ...(instructions === undefined ? [] : [quote('What to do', instructions)]),
      text('Do the step, then say how it went.'),
      ...actionsOf(writing),
      ...steps(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** A2. */
export function manualTest(writing: Writing): Letter {
  const { state, question, person } = writing;
  const { feature } = state.submission;
  const what =
    question?.step === undefined || question.step === MANUAL_TEST ? titleOf(state.submission) : nameOfStep(state.submission, question.step);
  return {
    what: 'please test by hand',
    first: `${person.name}, please test ${what} by hand on the backend ${state.backend}: request ${state.id}.`,
    second: byWhen(writing),
    body: [
      ...(feature === undefined
        ? []
        : [...list(feature.thirdPartyApis.map((api) => `Uses ${api}`)), quote('Steps of the test', feature.testSteps)]),
      text(
        'Do the steps on the backend, then say what you saw: that is the evidence. The address of a screenshot or a recording helps. An admin gives the verdict after you.',
      ),
      ...actionsOf(writing),
      aboutRequest(writing),
      ...jobsAsked(writing),
      statusLink(writing),
    ],
  };
}

function steps({ state: { turn } }: Writing): Block[] {
  if (turn === undefined || turn.steps.length === 0) return [];
  const told = turn.steps.map((step) => {
    const note = 'note' in step && step.note !== '' ? `: ${step.note}` : '';
    return `${step.name}: ${step.state}${note}`;
  });
  const ref = 'testRef' in turn ? `${turn.testRef} (${turn.testSha})` : undefined;
  return [heading('Deployment'), facts(row('Backend', turn.backend), row('Test ref', ref)), ...list(told)];
}

/** C8. */
export function turnHeld(writing: Writing): Letter {
  const { state, person, when } = writing;
  const { freezes = [], until } = state.held ?? {};
  const end = until === undefined ? 'later' : momentText(until, when);
  return {
    what: 'held by a freeze',
    first: `${person.name}, the turn of ${titleOf(state.submission)} (request ${state.id}) on ${state.backend} is held by a freeze: ${freezes.join(', ')}.`,
    second: `Nothing needs to be done: it gets its turn by itself when the freeze ends, ${end}.`,
    body: [
      text('If it cannot wait, say why, and it starts all the same.'),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}
