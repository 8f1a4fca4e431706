import { html, type Html, type Piece } from '#html/markup.ts';

export interface TableContent {
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly Piece[])[];
}

export function tableOf(caption: Piece, { head, rows }: TableContent): Html {
  return html`<table><caption>${caption}</caption><thead><tr>${head.map((word) => html`<th scope="col">${word}</th>`)}</tr></thead><tbody>${rows.map(
    ([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}
