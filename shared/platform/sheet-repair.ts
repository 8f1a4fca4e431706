import { machineColumns, type MachineColumn, type SheetRow } from '#contexts/telling/sheet.ts';
import type { SheetRepair } from '#contexts/telling/ports/approval-sheet.ts';
import type { Grid } from './sheet-headers.ts';
import { addPlace, draftOf, isRowLocked, normalKey, putRow, textsOf, versionIn } from './sheet-plan.ts';
import type { Draft, IsLocked, SheetEdits, SheetLayout } from './sheet-plan.ts';

export interface RepairPlan extends SheetEdits {
  found: SheetRepair;
}

/**
 * Makes the machine's cells say what the rows say, whatever people did to them. The rows must have been read after the grid:
 * then a greater version in the grid can only be a person's. Throws SheetUnreadable.
 */
export function planRepair(grid: Grid, rows: readonly SheetRow[], layout: SheetLayout, isLocked?: IsLocked): RepairPlan {
  const draft = draftOf(grid, layout, isLocked);
  const wanted = new Map(rows.map((row) => [normalKeyOf(row), row]));
  const found: SheetRepair = { ...emptyRepair(), checked: wanted.size };
  const strangers = [...draft.places].filter(([key]) => !wanted.has(key));
  const nameless = placesWithoutKey(grid, draft);
  const spoilt = [...strangers.flatMap(([, places]) => places), ...nameless];
  const order: { key: string; place: number }[] = [];
  const added: SheetEdits['added'] = [];
  for (const [key, row] of wanted) {
    const texts = textsOf(row);
    const [known, ...others] = draft.places.get(key) ?? [];
    if (others.length > 0) found.duplicates.push(row.key);
    for (const other of others) if (!isRowLocked(draft, other, emptyTexts)) putRow(draft, other, emptyTexts);
    const place = known ?? remnantOf(draft, spoilt, texts);
    if (place !== undefined) order.push({ key: row.key, place });
    if (isRowLocked(draft, place ?? draft.end, texts)) {
      found.refused.push(row.key);
      continue;
    }
    if (place === undefined) {
      found.missing.push(row.key);
      added.push({ key, row: draft.end });
    } else compare(draft, place, texts, row, layout.guard, found);
    putRow(draft, place ?? addPlace(draft, key), texts);
  }
  found.moved = outOfOrder(order);
  found.unknown = strangers.filter(([, places]) => places.some((place) => spoilt.includes(place))).map(([key]) => key);
  return { edits: draft.edits(), added, found };
}

export function emptyRepair(): SheetRepair {
  return { checked: 0, missing: [], behind: [], edited: [], duplicates: [], moved: [], unknown: [], refused: [] };
}

const emptyTexts = Object.fromEntries(machineColumns.map((column) => [column, ''])) as Record<MachineColumn, string>;

function normalKeyOf(row: SheetRow): string {
  const { request, step } = textsOf(row);
  return normalKey(request, step);
}

function compare(
  draft: Draft,
  place: number,
  texts: Record<MachineColumn, string>,
  row: SheetRow,
  guard: (text: string) => string,
  found: SheetRepair,
): void {
  const columns = machineColumns.filter((column) => draft.textAt(place, draft.columns[column]) !== guard(texts[column]));
  if (columns.length === 0) return;
  const version = draft.textAt(place, draft.columns.version);
  if (versionIn(version) > 0 && versionIn(version) < row.version) found.behind.push(row.key);
  else found.edited.push({ key: row.key, columns });
}

function placesWithoutKey(grid: Grid, draft: Draft): number[] {
  const keyed = new Set([...draft.places.values()].flat());
  return [...grid.keys()].filter((row) => !keyed.has(row) && draft.textAt(row, draft.columns.statusPage) !== '');
}

/**
 * A row whose key a person spoilt is known by its status page, which names the request, and its job or step; it is taken out
 * of the list. Two such rows are nobody's.
 */
function remnantOf(draft: Draft, spoilt: number[], texts: Record<MachineColumn, string>): number | undefined {
  const same = (place: number, column: MachineColumn): boolean =>
    texts[column] !== '' && draft.textAt(place, draft.columns[column]) === texts[column];
  const [place, ...others] = spoilt.filter((place) => same(place, 'statusPage') && same(place, 'job'));
  if (place === undefined || others.length > 0) return undefined;
  spoilt.splice(spoilt.indexOf(place), 1);
  return place;
}

/** The fewest keys that must have moved for the others to stand in the order of the rows. */
function outOfOrder(order: readonly { key: string; place: number }[]): string[] {
  /** Per length the run of that length that ends highest up, as a chain. */
  interface Run {
    key: string;
    place: number;
    before: Run | undefined;
  }
  const runs: Run[] = [];
  for (const { key, place } of order) {
    const length = lowestFrom(runs, place);
    runs[length] = { key, place, before: runs[length - 1] };
  }
  const standing = new Set<string>();
  for (let run = runs.at(-1); run !== undefined; run = run.before) standing.add(run.key);
  return order.filter(({ key }) => !standing.has(key)).map(({ key }) => key);
}

function lowestFrom(runs: readonly { place: number }[], place: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.place ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
