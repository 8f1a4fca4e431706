import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** W7. The last line of a page that follows what happens; it says the same with and without JavaScript. */
export function asOf(when: When): Html {
  return html`<p class="quiet small">As of ${moment(when.now, when)}. This page follows what happens; without JavaScript, <a href="">read it anew</a>.</p>`;
}
