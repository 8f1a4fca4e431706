import { distance } from '#kernel/distance.ts';
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
