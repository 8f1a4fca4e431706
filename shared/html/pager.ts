import { html, type Html } from '#html/markup.ts';

/** W8. Ways to the next page of a list and back to its first, at addresses that stay. `query`: what the list is filtered by; `next`: the cursor. */
export function pager(path: string, query: URLSearchParams, next: string | undefined): Html | undefined {
  const first = new URLSearchParams(query);
  const isFirst = !first.has('after');
  first.delete('after');
  const more = new URLSearchParams(first);
  if (next !== undefined) more.set('after', next);
  if (isFirst && next === undefined) return undefined;
  return html`<nav class="pager" aria-label="Pages of this list">${isFirst ? undefined : html`<a href="${addressOf(path, first)}">First page</a> `}${
    next === undefined ? undefined : html`<a href="${addressOf(path, more)}" rel="next">Next page</a>`
  }</nav>`;
}

function addressOf(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
