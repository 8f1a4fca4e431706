import { closeSync, lstatSync, openSync, readFileSync, writeSync, type Stats } from 'node:fs';

/** What lay in a work folder before the action began there: path (bytes as latin1) → how it looked. */
export type Laid = ReadonlyMap<string, string>;

type Look = Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;

function lookOf({ size, mtimeMs, ino }: Look): string {
  return `${size} ${mtimeMs} ${ino}`;
}

/** Still as it was laid out. An action that wants to pass for one that wrote nothing may; a copy is always its own. */
export function isLaid(laid: Laid, path: string, stat: Look): boolean {
  return laid.get(path) === lookOf(stat);
}

/** Looks at what was laid out and writes it down. */
export function saveLaid(file: string, work: string, paths: Iterable<string>): void {
  const root = Buffer.from(work).toString('latin1');
  const to = openSync(file, 'w', 0o600);
  try {
    for (const path of new Set(paths)) {
      const stat = lstatSync(Buffer.from(`${root}/${path}`, 'latin1'), { throwIfNoEntry: false });
      if (stat !== undefined) writeSync(to, Buffer.from(`${lookOf(stat)}/${path}\0`, 'latin1'));
    }
  } finally {
    closeSync(to);
  }
}

export function readLaid(file: string): Laid {
  const rows = readFileSync(file, 'latin1').split('\0').slice(0, -1);
  return new Map(rows.map((row) => [row.slice(row.indexOf('/') + 1), row.slice(0, row.indexOf('/'))]));
}
