import { commands } from './commands.ts';
import { offlineCommands } from './offline.ts';

/** What somebody may have meant by words that are no command: of the same group, or spelled nearly so. Empty where nothing is near. */
export function suggestion(words: readonly string[]): string {
  const [group = '', typed = ''] = words;
  const all = [...commands, ...offlineCommands];
  const near = all
    .map((command) => command.words.join(' '))
    .filter((name) => distance(name, typed === '' ? group : `${group} ${typed}`) <= 2);
  if (near.length > 0) return `; did you mean: ${near.join(', ')}?`;
  const own = all
    .filter((command) => command.words[0] === group && command.words.length > 1)
    .map((command) => command.words.slice(1).join(' '));
  return own.length === 0 ? '' : `; ${group} has: ${own.join(', ')}`;
}

/** Letters to change, to add or to leave out (Levenshtein). Both are short. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
