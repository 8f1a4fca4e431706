import { writeSync } from 'node:fs';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { machineColumns, type SheetRow } from '#contexts/telling/sheet.ts';

/**
 * A process of its own that writes to a CSV sheet until somebody kills it: `sheet-writer.ts <file> <version>`. Several writers
 * each put a row of their own forward, version by version from the given one on, so that rows wait for one another's rewrites;
 * once a version is acknowledged, `<step> <version>` is printed.
 */
const WRITERS = 8;
const [path = '', from = '1'] = process.argv.slice(2);
const sheet = createCsvSheet({ path });

function rowOf(step: string, version: number): SheetRow {
  const empty = Object.fromEntries(machineColumns.map((column) => [column, ''])) as SheetRow['cells'];
  return { key: `a/${step}`, version, cells: { ...empty, job: `${step} job`, state: `state ${version}` } };
}

async function writeForEver(step: string): Promise<void> {
  for (let version = Number(from); ; version += 1) {
    await sheet.upsertRows([rowOf(step, version)]);
    writeSync(1, `${step} ${version}\n`);
  }
}
await Promise.all(Array.from({ length: WRITERS }, (_, n) => writeForEver(`s${n}`)));
