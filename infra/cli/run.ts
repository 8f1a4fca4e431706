import type { Environment } from '#platform/config.ts';
import { ask } from './client/ask.ts';
import { completion } from './completion.ts';
import { helpText, isHelp, parseArguments } from './parse.ts';
import { offlineCommand } from './offline.ts';
import { findPlace } from './place.ts';
import { failed, type Said, type Say } from './said.ts';

/** One command of the command line, from its words to what it says. */
export async function runCommand(typed: readonly string[], env: Environment, say: Say = () => undefined): Promise<Said> {
  if (typed[0] === 'completion' && !typed.some(isHelp)) return completion(typed.slice(1));
  const offline = offlineCommand(typed);
  if (offline !== undefined && !offline.rest.some(isHelp)) return offline.command.run(offline.rest, env, say);
  const parsed = parseArguments(typed);
  if ('help' in parsed) return { code: 0, out: helpText(parsed.about), err: '' };
  const place = await findPlace(env);
  const problems = [...('problems' in parsed ? parsed.problems : []), ...('problems' in place ? place.problems : [])];
  if ('problems' in parsed || ('problems' in place && place.code === 2))
    return failed(2, 'not_understood', problems, typed.includes('--json'));
  if ('problems' in place) return failed(3, 'nothing_answers', place.problems, parsed.json);
  return ask(place, parsed);
}
