import { writeFileSync } from 'node:fs';
import { bytewise } from '#contexts/operations/domain/action/bytes.ts';
import { shownName } from '#contexts/operations/domain/action/names.ts';
import type { HeldFolder } from './beneath.ts';
import { isLaid, type Laid } from './laid.ts';

/** Bounds of what is looked through, and told. */
const MOST = { names: 20_000, depth: 8, told: 200 };

/**
 * K3. For people on the backend, beside the action's outputs: which patterns matched nothing, and what the action wrote instead. Names of such files never leave
 * the backend.
 */
export function tellUnmatched(file: string, root: HeldFolder, unmatched: readonly string[], laid: Laid): void {
  const written: string[] = [];
  const more = visit({ laid, written, seen: 0 }, root, '', 0);
  const lines = [
    'These patterns of its outputs matched nothing:',
    ...unmatched.map((pattern) => `  ${shownName(bytewise(pattern))}`),
    '',
    written.length === 0 ? 'It wrote no file.' : 'It wrote:',
    ...written.toSorted().map((path) => `  ${shownName(path)}`),
    ...(more ? ['  and more'] : []),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

interface Visit {
  laid: Laid;
  written: string[];
  seen: number;
}

/** True when not all was looked at. */
function visit(all: Visit, folder: HeldFolder, at: string, depth: number): boolean {
  for (const name of folder.names()) {
    all.seen += 1;
    if (all.seen > MOST.names || all.written.length >= MOST.told) return true;
    const path = at === '' ? name : `${at}/${name}`;
    const stat = folder.look(name);
    if (stat === undefined || (!stat.isDirectory() && isLaid(all.laid, path, stat))) continue;
    if (!stat.isDirectory()) all.written.push(stat.isFile() ? path : `${path} (not a file)`);
    else if (depth === MOST.depth) return true;
    else if (below(all, folder, name, path, depth)) return true;
  }
  return false;
}

function below(all: Visit, folder: HeldFolder, name: string, path: string, depth: number): boolean {
  const inner = folder.folder(name);
  if (inner === undefined) return false;
  try {
    return visit(all, inner, path, depth + 1);
  } finally {
    inner.close();
  }
}
