import { readable } from './statistics.ts';

/** One measured figure beside its floor: the least that anything could take which does only the unavoidable part. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 's' | 'MB' | '/s' | '/min' | 'times';
  /** In the same unit, measured in the same run. */
  floor?: { name: string; value: number } | undefined;
  note?: string | undefined;
}

export interface SectionResult {
  figures: Figure[];
  /** What one must know to read the figures; also why something was not measured. */
  remarks: string[];
}

/** How many times its floor a figure is: above 1 is dearer for times and sizes, below 1 is slower for rates. */
export function ratio({ value, floor }: Figure): number | undefined {
  return floor === undefined || floor.value === 0 ? undefined : value / floor.value;
}

/** An aligned table, a blank line, then the remarks. */
export function table(section: string, { figures, remarks }: SectionResult): string {
  const rows = figures.map((figure) => {
    const times = ratio(figure);
    return [
      figure.name,
      `${readable(figure.value)} ${figure.unit}`,
      figure.floor === undefined ? '' : `${readable(figure.floor.value)} ${figure.unit}`,
      times === undefined ? '' : `${readable(times)}x`,
      [figure.floor?.name, figure.note].filter((text) => text !== undefined).join('; '),
    ];
  });
  const all = [[section, 'measured', 'floor', 'ratio', 'floor is; note'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at === 0 || at === 4 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = lines;
  return [head, '-'.repeat(Math.min(140, head.length)), ...body, ...remarks.map((remark) => `  ${remark}`), ''].join('\n');
}
