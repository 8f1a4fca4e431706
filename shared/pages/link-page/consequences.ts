import { actionKinds } from '#domain/request/actions/table.ts';
import type { Action } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import { words } from '#pages/link-page/words.ts';

/** What happens when the button is pressed. */
export function consequenceOf(action: Action, rules: Rules): string {
  const { consequence } = actionKinds[action];
  return typeof consequence === 'string' ? consequence : consequence(rules, words);
}
