/** A few of any number of lines, always the same few whatever their order: the first in sorting, each of bounded length. */
export interface Sample {
  count: number;
  lines: string[];
}

/** Longest line that is kept of one, in characters. */
const LONGEST = 300;

export function emptySample(): Sample {
  return { count: 0, lines: [] };
}

export function addTo(sample: Sample, line: string, most: number): void {
  sample.count += 1;
  const last = sample.lines.at(-1);
  if (sample.lines.length >= most && last !== undefined && line >= last) return;
  const at = sample.lines.findIndex((other) => line < other);
  sample.lines.splice(at < 0 ? sample.lines.length : at, 0, clipped(line));
  if (sample.lines.length > most) sample.lines.pop();
}

/** A cut line says so, and how much is gone. */
export function clipped(line: string, longest = LONGEST): string {
  const text = line.toWellFormed();
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}… (${text.length - longest} more characters)`;
}
