import { frozen } from '#contexts/calendar/domain/freeze.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import { tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** C8: why nothing starts on a backend now, and until when. */
export function freezeTag(backend: string, { freezes = [] }: Pick<CalendarRules, 'freezes'>, when: When): Html | undefined {
  const freeze = frozen(freezes, backend, when.now);
  return freeze === undefined ? undefined : html`${tag('frozen', 'wait')} until ${moment(freeze.until, when)}: ${freeze.names.join(', ')}`;
}
