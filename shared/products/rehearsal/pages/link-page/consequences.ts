import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { words } from '#products/rehearsal/pages/link-page/words.ts';

/** What happens when the button is pressed. */
export function consequenceOf(action: Action, rules: Rules): string {
  const { consequence } = actionKinds[action];
  return typeof consequence === 'string' ? consequence : consequence(rules, words);
}
