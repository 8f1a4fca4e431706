import { titleOf } from '#products/rehearsal/pages/about.ts';
import { quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** D3. */
export const regression: TemplateContent<'regression'> = (writing) => {
  const { state, step, question, person } = writing;
  const name = step ?? question?.step ?? 'the regression test';
  const found = state.turn?.steps.find((one) => one.name === name);
  return {
    what: `step ${name} failed: is it the change?`,
    first: `${person.name}, the step “${name}” failed after ${titleOf(state.submission)} (request ${state.id}) was deployed on ${state.backend}.`,
    second: `The backend is blocked until then. ${byWhen(writing)}`,
    body: [
      ...(found?.state === 'failed' && found.note !== '' ? [quote('Its message', found.note)] : []),
      text(
        'If the change caused it, the request goes back to its contributor. If it is a false alarm, the deployment goes on and your reason is kept.',
      ),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};
