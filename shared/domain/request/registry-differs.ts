import { importsOf } from '#domain/request/registry-imports.ts';

interface About {
  registryFile: string;
  /** Name of the job's module, and of its class. */
  names: readonly string[];
}

/**
 * I14: the registry says which file a job's name stands for, by code of its own. It may name other modules besides by now; any other line that
 * differs may mean that another file runs under the same name. Undefined: there is no registry at that commit.
 */
export function mayMeanAnother(before: string | undefined, now: string | undefined, about: About): boolean {
  if (before === now) return false;
  if (before === undefined || now === undefined) return true;
  const [one, other] = [linesOf(before), linesOf(now)];
  return [...without(one, other), ...without(other, one)].some((line) => !isOfOthers(line, about));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('//'));
}

/** As often as they stand there. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** An import of other modules, or one name in a list of them. */
function isOfOthers(line: string, { registryFile, names }: About): boolean {
  const words = new Set(line.split(/[^\w$]+/));
  if (names.some((name) => words.has(name))) return false;
  if (/^["'`]?[\w.]+["'`]?,?$/.test(line)) return true;
  return /^(?:from|import)\b[^;]*;?$/.test(line) && importsOf(registryFile, `${line}\n`).length > 0;
}
