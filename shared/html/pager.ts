import { html, type Html } from '#html/markup.ts';

/** Where a list goes on: `value/id` of its last entry, as an address carries it. */
export interface Cursor {
  value: number;
  id: string;
}

/** W8. The cursor in `?after=`; undefined for what is none. */
export function cursorIn(text: string | null): Cursor | undefined {
  const [, value = '', id = ''] = /^(\d{1,16})\/(.{1,500})$/s.exec(text ?? '') ?? [];
  return id === '' ? undefined : { value: Number(value), id };
}

/** W8. Ways to the next page of a list and back to its first, at addresses that stay. `query`: what the list is filtered by. */
export function pager(path: string, query: URLSearchParams, next: Cursor | undefined): Html | undefined {
  const first = new URLSearchParams(query);
  const isFirst = !first.has('after');
  first.delete('after');
  const more = new URLSearchParams(first);
  if (next !== undefined) more.set('after', `${next.value}/${next.id}`);
  if (isFirst && next === undefined) return undefined;
  return html`<nav class="pager" aria-label="Pages of this list">${isFirst ? undefined : html`<a href="${addressOf(path, first)}">First page</a> `}${
    next === undefined ? undefined : html`<a href="${addressOf(path, more)}" rel="next">Next page</a>`
  }</nav>`;
}

function addressOf(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
