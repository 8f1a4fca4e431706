import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { mayStartInside } from '#products/rehearsal/domain/held.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** C8: why nothing starts on a backend now, for one that waits there, whether or not its turn would come now. */
export function heldText(state: Allocated & Lifecycle, { freezes = [] }: Rules, when: When): Html | undefined {
  if (state.status !== 'queued') return undefined;
  const freeze = frozen(freezes, state.backend, when.now);
  if (freeze === undefined || mayStartInside(state, freeze)) return undefined;
  return html`<p>${tag('frozen', 'wait')} Nothing new starts on ${state.backend} before ${moment(freeze.until, when)}: ${freeze.names.join(', ')}. It gets its turn automatically after that.</p>`;
}
