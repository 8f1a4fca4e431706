import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote } from '#contexts/telling/pages/mails/blocks.ts';
import { deploymentSteps, failedOutput } from '#products/rehearsal/pages/mails/parts/deployment-steps.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

export const deploymentFailed: TemplateContent<'deployment_failed'> = (writing) => {
  const { state, question, person } = writing;
  const asks = question !== undefined;
  return {
    what: asks ? 'deployment failed, what next?' : 'deployment failed',
    first: asks
      ? `${person.name}, please decide what happens to ${titleOf(state.submission)} (request ${state.id}): its deployment on ${state.backend} failed.`
      : `${person.name}, the deployment of ${titleOf(state.submission)} (request ${state.id}) on ${state.backend} failed.`,
    second: asks ? byWhen(writing) : 'No action is needed from you now. The admins decide whether it is deployed again.',
    body: [
      ...(state.status === 'deployment_failed' ? [quote('What went wrong', state.why)] : []),
      ...actionsOf(writing),
      ...deploymentSteps(writing),
      ...failedOutput(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
