import { distance } from '#kernel/distance.ts';
import { spelled } from './commands.ts';
import { offlineCommands } from './offline.ts';

/** What somebody may have meant by words that are no command: of the same group, or spelled nearly so. Empty where nothing is near. */
export function suggestion(words: readonly string[]): string {
  const [group = '', typed = ''] = words;
  const all = [...spelled, ...offlineCommands].map((command) => command.words);
  const said = typed === '' ? group : `${group} ${typed}`;
  const near = all.map((one) => one.join(' ')).filter((name) => distance(name, said) <= 2 || (typed !== '' && name.startsWith(`${said} `)));
  if (near.length > 0) return `; did you mean: ${near.join(', ')}?`;
  const own = all.filter(([first, ...rest]) => first === group && rest.length > 0).map(([, ...rest]) => rest.join(' '));
  if (own.length > 0) return `; ${group} has: ${own.join(', ')}`;
  const groups = new Set(all.flatMap(([first = '']) => (distance(first, group) <= 2 ? [first] : [])));
  return groups.size === 0 ? '' : `; did you mean: ${[...groups].join(', ')}?`;
}
