import { largest } from '#kernel/lists.ts';
import { framed, type Told } from '#html/pictures/frame.ts';
import { columnsOf, depthsOf, withoutDetours } from '#html/pictures/graph/layers.ts';
import type { Node } from '#html/pictures/graph/node.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { clipMiddle } from '#html/text.ts';

const [WIDTH, HEIGHT] = [190, 30];
const [ACROSS, DOWN] = [WIDTH + 48, HEIGHT + 8];
/** Of a label, in twelve pixels. */
const LETTERS = 21;

interface Spot {
  x: number;
  y: number;
}

/** Boxes in columns, what is needed left of what needs it. It is as large as it is, and its frame scrolls; each box is a link, and can be walked through by keys. */
export function graph(told: Told, nodes: readonly Node[]): Html {
  const all = nodes.map(({ needs }) => needs);
  const depths = depthsOf(all);
  const lines = withoutDetours(all, depths);
  const columns = columnsOf(lines, depths);
  const tallest = largest(
    1,
    columns.map(({ length }) => length),
  );
  const spots = new Map(
    columns.flatMap((column, n) =>
      column.map((at, row): [number, Spot] => [at, { x: n * ACROSS, y: Math.round((row + (tallest - column.length) / 2) * DOWN) }]),
    ),
  );
  const [width, height] = [columns.length * ACROSS - (ACROSS - WIDTH) + 4, tallest * DOWN];
  const path = lines.flatMap((needs, at) => needs.map((need) => lineOf(spots.get(need), spots.get(at)))).join('');
  const order = columns.flat();
  return framed(
    told,
    html`<div class="scroll graph" tabindex="0" role="group" aria-label="${told.title}. ${told.desc}"><svg class="drawn fixed" width="${width}" height="${height}" viewBox="-2 -2 ${width} ${height}"><title>${told.title}</title><desc>${told.desc}</desc><path class="s-idle open" d="${path}"/>${order.map((at) => boxOf(nodes[at], spots.get(at)))}</svg></div>`,
  );
}

function boxOf(node: Node | undefined, spot: Spot | undefined): Html | undefined {
  if (node === undefined || spot === undefined) return undefined;
  const { label, says, sign, ink, href } = node;
  const shown = clipMiddle(label, LETTERS);
  const box = html`<rect class="box s-${ink}" x="${spot.x}" y="${spot.y}" width="${WIDTH}" height="${HEIGHT}" rx="4"/><text class="f-${ink}" aria-hidden="true" x="${spot.x + 8}" y="${spot.y + 20}">${sign}</text><text x="${spot.x + 24}" y="${spot.y + 20}">${shown}</text><title>${label}: ${says}</title>`;
  return href === undefined ? html`<g>${box}</g>` : html`<a href="${safeUrl(href)}">${box}</a>`;
}

function lineOf(from: Spot | undefined, to: Spot | undefined): string {
  if (from === undefined || to === undefined) return '';
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
