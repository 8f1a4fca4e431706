import type { Environment } from '#platform/config.ts';
import { ask } from './client/ask.ts';
import { completion } from './completion.ts';
import { helpText, isHelp, parseArguments } from './parse.ts';
import { offlineCommand } from './offline.ts';
import { findPlace } from './place.ts';
import type { Said } from './said.ts';

/** One command of the command line, from its words to what it says. */
export async function runCommand(typed: readonly string[], env: Environment): Promise<Said> {
  if (typed[0] === 'completion' && !typed.some(isHelp)) return completion(typed.slice(1));
  const offline = offlineCommand(typed);
  if (offline !== undefined && !offline.rest.some(isHelp)) return offline.command.run(offline.rest, env);
  const parsed = parseArguments(typed);
  if ('help' in parsed) return { code: 0, out: helpText(parsed.about), err: '' };
  const place = await findPlace(env);
  const problems = [...('problems' in parsed ? parsed.problems : []), ...('problems' in place ? place.problems : [])];
  if ('problems' in parsed || ('problems' in place && place.code === 2))
    return { code: 2, out: '', err: `${problems.map((text) => `  ${text}`).join('\n')}\nSee npm run rehearsal -- help\n` };
  if ('problems' in place) return { code: place.code, out: '', err: `${place.problems.join('\n')}\n` };
  return ask(place, parsed);
}
