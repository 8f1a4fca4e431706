import { html, safeUrl, type Html, type Piece } from '#html/markup.ts';
import { dueText, type When } from '#html/times.ts';

export type Tone = 'good' | 'bad' | 'wait' | 'plain';

/** A word in a coloured frame; the word says it all, the colour only helps. */
export function tag(word: string, tone: Tone): Html {
  return html`<span class="tag ${tone}">${word}</span>`;
}

export function dueTag(dueAt: number, when: When): Html {
  return tag(dueText(dueAt, when.now), dueAt <= when.now ? 'bad' : 'wait');
}

export function outside(url: string, label: Piece): Html {
  return html`<a href="${safeUrl(url)}" rel="noreferrer">${label}</a>`;
}

/** A description list; entries without a value are left out. */
export function facts(...entries: ([label: string, value: Piece] | undefined)[]): Html {
  return html`<dl>${entries.filter((entry) => entry !== undefined && entry[1] !== undefined && entry[1] !== '').map((entry) => html`<dt>${entry?.[0]}</dt><dd>${entry?.[1]}</dd>`)}</dl>`;
}

/** Somebody's own words, with their lines. */
export function said(text: string): Html {
  return html`<blockquote dir="auto">${text.trim()}</blockquote>`;
}
