import { largest } from '#kernel/lists.ts';
import { percent, picture, type Ink, type Told } from '#html/pictures/frame.ts';
import { html, type Html } from '#html/markup.ts';
import { clipMiddle } from '#html/text.ts';

/** One length, and another behind it that is as long or longer. */
export interface Bar {
  label: string;
  value: number;
  behind?: number;
  /** Said at the right end of its row. */
  says: string;
  ink?: Ink;
}

/** A length that all of them are measured by, such as a promise. */
interface Mark {
  at: number;
  says: string;
}

const ROW = 40;
const TOP = 18;
/** Letters of a label that fit beside what is said at 320 px. */
const LETTERS = 26;

interface Scale {
  mark?: Mark;
  /** What a bar across all of it would mean; as much as the longest, where it is left out. */
  whole?: number;
}

/** Lengths side by side, one row each: name and number above, so that a long name costs no width. */
export function bars(told: Told, rows: readonly Bar[], { mark, whole = 0 }: Scale = {}): Html {
  const most = largest(
    Math.max(whole, (mark?.at ?? 0) * 1.1),
    rows.map(({ value, behind = 0 }) => Math.max(value, behind)),
  );
  const height = rows.length * ROW + (mark === undefined ? 0 : TOP);
  return picture(told, height, [rows.map((row, n) => barOf(row, n * ROW, most)), mark && markOf(mark, rows.length * ROW, most)]);
}

function barOf({ label, value, behind, says, ink = 'drawn' }: Bar, top: number, most: number): Html {
  return html`<text y="${top + 13}">${clipMiddle(label, LETTERS)}</text><text x="100%" y="${top + 13}" text-anchor="end">${says}</text>${
    behind === undefined ? undefined : html`<rect class="f-pale" y="${top + TOP}" width="${percent(behind, most)}" height="16" rx="2"/>`
  }<rect class="f-${ink}" y="${top + TOP + (behind === undefined ? 0 : 4)}" width="${percent(value, most)}" height="${behind === undefined ? 16 : 8}" rx="2"/>`;
}

function markOf({ at, says }: Mark, height: number, most: number): Html {
  const x = percent(at, most);
  return html`<line class="promise" x1="${x}" x2="${x}" y1="${TOP - 4}" y2="${height}"/><text x="${x}" y="${height + 13}" text-anchor="${at / most > 0.5 ? 'end' : 'start'}">${says}</text>`;
}
