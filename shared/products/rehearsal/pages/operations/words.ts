import { ownOf } from '#kernel/tables.ts';
import { isEnded, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import { tag, type Tone } from '#html/elements.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { distanceText, durationText, instantText, type When } from '#html/times.ts';

const tones: Partial<Record<Listing['state'], Tone>> = { done: 'good', failed: 'bad', lost: 'bad', cancelled: 'plain' };
/** It came to its end, and what it found is another matter. */
const outcomes: Readonly<Record<string, Tone>> = { failed: 'bad', unclear: 'wait' };

export function stateTag({ state, outcome }: Pick<Listing, 'state' | 'outcome'>): Html {
  const said = outcome === undefined || outcome === state ? state : `${state}: ${outcome.replaceAll('_', ' ')}`;
  return tag(said, ownOf(outcomes, outcome ?? '') ?? tones[state] ?? 'wait');
}

/** What people know it by that it belongs to. */
export function withinLink({ within: { kind, id } }: Pick<Listing, 'within'>): Html {
  const paths: Readonly<Record<string, string>> = { request: '/requests/', run: '/runs/' };
  const path = ownOf(paths, kind);
  return html`${kind.replaceAll('_', ' ')} ${path === undefined ? html`<span class="mono">${id}</span>` : html`<a class="mono" href="${path}${id}">${id}</a>`}`;
}

export function operationUrl(id: string): string {
  return `/operations/${encodeURIComponent(id)}`;
}

/** In a narrow column; the instant itself stands on its own page. */
export function ago(at: number, { now, timeZone }: When): Html {
  return html`<time datetime="${new Date(at).toISOString()}" title="${instantText(at, timeZone)}">${distanceText(at, now)}</time>`;
}

/** How long it ran, or has been running. */
export function lengthOf(listing: Listing, { now }: When): Piece {
  const { startedAt, endedAt } = listing;
  if (startedAt === undefined) return isEnded(listing) ? undefined : 'not started';
  if (endedAt !== undefined) return durationText(endedAt - startedAt);
  return isEnded(listing) ? undefined : `${durationText(now - startedAt)} so far`;
}
