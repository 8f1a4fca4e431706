import { join } from 'shlex';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';

/** The words of the command without the image: what a container gets. `config` follows as `--config` and one word of JSON. */
export function argumentsOf({ words, config }: Pick<Action, 'words' | 'config'>): string[] {
  const own = words.slice(1);
  // A quote would end the word wherever the line is put between single quotes.
  return config === undefined ? own : [...own, '--config', JSON.stringify(config).replaceAll("'", String.raw`\u0027`)];
}

/** The whole command as one line of shell. */
export function commandLine(action: Pick<Action, 'words' | 'config'>): string {
  return join([...action.words.slice(0, 1), ...argumentsOf(action)]);
}
