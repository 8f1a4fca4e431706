import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { heading, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

/** In the mail of the approval to those who can tell it, behind all else and with its own code. */
export function productionOffer({ state, links, forTeam }: Writing): Block[] {
  const offer = state.questions.findLast(({ kind, state: how }) => kind === 'production' && how === 'open');
  if (forTeam !== true || offer === undefined) return [];
  const actions = possibleActions(state, offer).map((action) => ({
    label: actionKinds[action].label,
    url: links.action(offer.id, action),
  }));
  return [
    heading('When it has run in production'),
    text('Please record what happened. Nobody waits for it; you will be asked some days after the release.'),
    { block: 'actions', actions, code: links.code(offer.id) },
  ];
}
