import { cursorText, listAddress } from '#products/pipelines/pages/cursor.ts';
import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { html, type Html } from '#html/markup.ts';

/** W8. Where a list goes on; of one that has to look for what fits, how far it has looked. */
export function moreOf(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  { rows, next, looked }: Page<unknown>,
): Html | undefined {
  if (next === undefined) return undefined;
  const address = listAddress(path, { ...asked, after: cursorText(next) });
  const far =
    looked === undefined
      ? undefined
      : html`<span class="quiet">${rows.length === 0 ? 'None' : rows.length} of the newest ${looked} fit.</span> `;
  return html`<p class="small">${far}<a href="${address}">${looked === undefined ? 'Older ones' : 'Look further back'}</a></p>`;
}
