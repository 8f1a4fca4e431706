import { html, type Html, type Piece } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

export interface Column<R> {
  label: string;
  of: (row: R) => Piece;
}

/** A table whose rows become blocks on a narrow screen, each cell behind the name of its column. The first column names the row. */
export function foldingTable<R>(columns: readonly Column<R>[], rows: readonly R[], caption?: string): Html {
  const heads = columns.map(({ label }) => html`<th scope="col">${label}</th>`);
  const lines = rows.map(
    (row) =>
      html`<tr>${columns.map(({ label, of }, at) => (at === 0 ? html`<th scope="row">${of(row)}</th>` : cellOf(label, of(row))))}</tr>\n`,
  );
  return html`<table class="fold">${caption === undefined ? undefined : html`<caption>${caption}</caption>`}<thead><tr>${heads}</tr></thead>
<tbody>${lines}</tbody></table>`;
}

/** One block, so that what is in it stays together beside its name; nothing of an empty one. */
function cellOf(label: string, piece: Piece): Html {
  return piece === undefined || piece === false || piece === ''
    ? html`<td></td>`
    : html`<td data-label="${label}"><div>${piece}</div></td>`;
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** A value as programs get it, for people: an instant by their clock, yes and no. Nothing of an empty one. */
export function toldValue(value: string | number | boolean | undefined, when: When): Piece {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && ISO.test(value) ? moment(Date.parse(value), when) : value;
}
