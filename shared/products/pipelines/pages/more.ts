import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { html, type Html } from '#html/markup.ts';
import { pager } from '#html/pager.ts';

/** W8. Where a list goes on; of one that has to look for what fits, how far it has looked. */
export function moreOf(path: string, query: URLSearchParams, { rows, next, looked }: Page<unknown, string>): Html {
  const far =
    looked === undefined
      ? undefined
      : html`<p class="quiet small">${rows.length === 0 ? 'None' : rows.length} of the next ${looked} fit: there may be more further back.</p>`;
  return html`${far}${pager(path, query, next)}`;
}
