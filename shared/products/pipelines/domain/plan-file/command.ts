import { join } from 'shlex';
import type { Action, Json } from '#products/pipelines/domain/plan-file/plan.ts';

/** The words of the command without the image: what a container gets. `config` follows as `--config` and one word of JSON. */
export function argumentsOf({ words, config }: Pick<Action, 'words' | 'config'>): string[] {
  const own = words.slice(1);
  return config === undefined ? own : [...own, '--config', jsonWord(config)];
}

/** As job-server has always shown it: a blank after commas and colons, ASCII alone, and no quote, which would end the word wherever the line is put between single quotes. */
function jsonWord(value: Json): string {
  return spaced(value).replaceAll(/[^ -~]|'/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A document was read to a bounded depth (L03). */
function spaced(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(spaced).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`)
    .join(', ')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The whole command as one line of shell. */
export function commandLine(action: Pick<Action, 'words' | 'config'>): string {
  return join([...action.words.slice(0, 1), ...argumentsOf(action)]);
}
