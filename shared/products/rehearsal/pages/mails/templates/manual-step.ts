import { instructionsOf } from '#products/rehearsal/domain/rules.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import { deploymentSteps } from '#products/rehearsal/pages/mails/parts/deployment-steps.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** D2 `manual`. */
export const manualStep: TemplateContent<'manual_step'> = (writing) => {
  const { state, step, question, person, rules } = writing;
  const name = step ?? question?.step ?? 'the manual step';
  const instructions = instructionsOf(rules, state.turn?.backend ?? state.backend, name);
  return {
    what: `please do step ${name}`,
    first: `${person.name}, the deployment of ${titleOf(state.submission)} (request ${state.id}) waits for the step “${name}”, which somebody has to do by hand on ${state.backend}.`,
    second: `The backend is blocked until then. ${byWhen(writing)}`,
    body: [
      ...(instructions === undefined ? [] : [quote('What to do', instructions)]),
      text('Do the step, then say how it went.'),
      ...actionsOf(writing),
      ...deploymentSteps(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
