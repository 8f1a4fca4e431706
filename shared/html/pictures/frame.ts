import { html, type Html, type Piece } from '#html/markup.ts';
import { tableOf, type TableContent } from '#html/table.ts';

/** What a picture says without being seen: its name, what can be read off it, and all its numbers as a table behind it (W7). */
export interface Told {
  title: string;
  /** A sentence or a few: whoever hears it knows what the others see. */
  desc: string;
  table: TableContent;
}

/**
 * Shapes stretch with the page and words do not: the picture has no view box, so that lengths across it are in percent and all others in pixels.
 * Its colours are classes of the one stylesheet.
 */
export function picture(told: Told, height: number, shapes: Piece): Html {
  const { title, desc } = told;
  return framed(
    told,
    html`<svg class="drawn" width="100%" height="${height}" role="img" aria-label="${title}. ${desc}"><title>${title}</title><desc>${desc}</desc>${shapes}</svg>`,
  );
}

/** With what the eye needs and others do not, such as a line that says what colours mean. */
export function framed({ title, table }: Told, drawing: Html, legend?: Html): Html {
  return html`<figure><figcaption>${title}</figcaption>${drawing}${legend}<details><summary>The same as a table</summary><div class="scroll">${tableOf(html`<span class="hidden">${title}</span>`, table)}</div></details></figure>`;
}

/** A share of the whole as a length across. */
export function percent(part: number, whole: number): string {
  const share = whole > 0 ? (part / whole) * 100 : 0;
  return `${Number(Math.min(100, Math.max(0, share)).toFixed(2))}%`;
}

/** The colours that a picture is drawn in; each is `f-…` where it fills and `s-…` where it is a line. */
export type Ink = 'drawn' | 'pale' | 'good' | 'bad' | 'wait' | 'idle';

/** What a picture's inks mean, for the eye: the table behind it says it in words. */
export function legend(entries: readonly (readonly [ink: Ink, word: string])[]): Html {
  return html`<p class="legend small" aria-hidden="true">${entries.map(
    ([ink, word]) => html`<span><svg width="12" height="12"><rect class="f-${ink}" width="12" height="12" rx="2"/></svg> ${word}</span> `,
  )}</p>`;
}
