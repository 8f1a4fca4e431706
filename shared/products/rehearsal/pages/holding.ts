import { inRecordWords } from '#contexts/access/domain/rights/record-name.ts';
import { blocking, type Blocked, type Flagged } from '#contexts/backends/domain/state.ts';
import { frozen } from '#contexts/calendar/domain/freeze.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Heard } from '#contexts/telling/domain/alarm/silence.ts';
import { html, type Html } from '#html/markup.ts';
import { mayStartInside } from '#products/rehearsal/domain/held.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { heldText } from '#products/rehearsal/pages/held.ts';
import { silenceFor, silentText, WHO_WAKES_IT } from '#products/rehearsal/pages/status-page/silent.ts';
import { moment, type When } from '#html/times.ts';

/** A backend as it is now, as far as it can hold what is there, or waits for it. */
export type SeenBackend = Heard & { state: Flagged };

/** What of its backend holds an open request, and who acts next because of it. */
export interface Holding {
  why: Html;
  who: string;
  /** When it ends is known, so that an estimate can be made all the same. */
  hasEnd: boolean;
}

type Held = Allocated & Lifecycle;

/** W1, B3: all that holds it, who can change it comes first. Undefined: nothing of its backend does, as far as is seen. */
export function holdingOf(state: Held, backend: SeenBackend | undefined, rules: Rules, when: When): Holding | undefined {
  const all = [...flagsOf(state, backend, when), ...silence(state, backend, rules, when), ...freezeOf(state, rules, when)];
  const [first] = all;
  return first === undefined ? undefined : { ...first, why: html`${all.map(({ why }) => why)}`, hasEnd: all.every(({ hasEnd }) => hasEnd) };
}

/** B2: what runs goes on. Nobody knows how long it lasts. */
function flagsOf({ status, backend: slug }: Held, backend: SeenBackend | undefined, when: When): Holding[] {
  if (status !== 'queued' || backend === undefined) return [];
  return blocking(backend.state).map((flag) => ({
    why: html`<p><span dir="auto">${slug} is ${flag.label}: ${flag.why}. Nothing starts there until that is over.</span> ${since(flag, when)}</p>`,
    who: `An operator: ${slug} is ${flag.label} (by ${nameIn(flag.by)}), and this goes on automatically as soon as that is over`,
    hasEnd: false,
  }));
}

function since({ since: from, by }: Blocked, when: When): Html {
  return html`It has been so since ${moment(from, when)}; the reason is by <bdi>${nameIn(by)}</bdi>.`;
}

function silence(state: Held, backend: SeenBackend | undefined, rules: Rules, when: When): Holding[] {
  const silent = silenceFor(state, backend, rules, when);
  return silent === undefined ? [] : [{ why: silentText(silent, state.backend, when), who: WHO_WAKES_IT, hasEnd: false }];
}

function freezeOf(state: Held, rules: Rules, when: When): Holding[] {
  const why = heldText(state, rules, when);
  const freeze = frozen(rules.freezes ?? [], state.backend, when.now);
  if (why === undefined || freeze === undefined || mayStartInside(state, freeze)) return [];
  return [{ why, who: 'Nobody: it goes on automatically when the freeze is over', hasEnd: true }];
}

function nameIn(by: string): string {
  return inRecordWords(by) ?? by;
}
