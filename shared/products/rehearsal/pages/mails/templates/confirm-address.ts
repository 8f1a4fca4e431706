import { changeKey, type Submission } from '#contexts/intake/domain/submission.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** Nobody knows yet whose address it is: nothing goes on, and nothing that was typed is told, before its owner says so (I16). */
export const confirmAddress: TemplateContent<'confirm_address'> = (writing) => {
  const { state } = writing;
  const name = codeOf(state.submission);
  return {
    what: 'please confirm your address',
    about: { id: state.id, name },
    first: `Please confirm that you sent request ${state.id} about ${name}.`,
    second: 'It waits for a few days and then closes by itself.',
    body: [
      text(
        'If you did not send it, ignore this mail: without your confirmation nothing is checked, nobody else gets a mail, and nobody is shown what was sent. Once you confirm, you get a copy of the answers.',
      ),
      ...actionsOf(writing),
      statusLink(writing),
    ],
  };
};

/** A branch's name was typed; the number of a pull request says nothing. */
function codeOf({ change }: Submission): string {
  return change.kind === 'ref' ? `${change.owner}/${change.repository}` : changeKey(change);
}
