import type { Environment } from '#platform/config.ts';
import { getEvidence, getKeys } from './evidence-get.ts';
import { verifyEvidence } from './evidence/verify.ts';
import { checkAgent } from './agent-check.ts';
import { checkPlanFile } from './pipelines-check.ts';
import { exportAudit, getMetrics } from './exports.ts';
import { events } from './follow/events.ts';
import { followOutput } from './follow/output.ts';
import type { Said, Say } from './said.ts';

/** A command that asks for no operation, and takes its own arguments. */
interface OfflineCommand {
  words: readonly string[];
  /** As the help shows them. */
  takes: string;
  about: string;
  run(typed: readonly string[], env: Environment, say: Say): Promise<Said>;
}

export const offlineCommands: readonly OfflineCommand[] = [
  {
    words: ['agent', 'check'],
    takes: '',
    about: 'try to break out of each sandbox that this machine offers (needs no server)',
    run: (typed, env) => (typed.length === 0 ? checkAgent(env) : Promise.resolve(tooMany('agent check', typed))),
  },
  {
    words: ['pipelines', 'check'],
    takes: ' <file>',
    about: 'say what is wrong with a project.yaml, or what it comes to (needs no server; - is what comes in)',
    run: checkPlanFile,
  },
  {
    words: ['evidence', 'verify'],
    takes: ' <file> --key <file> --checkout <folder>',
    about: 'hold signed statements of approvals against a key and a commit (--commit <sha>; needs no server)',
    run: verifyEvidence,
  },
  {
    words: ['evidence', 'get'],
    takes: ' <request>',
    about: 'print the signed statements of all approvals of a request',
    run: getEvidence,
  },
  {
    words: ['evidence', 'keys'],
    takes: '',
    about: 'print the public keys by which statements are verified',
    run: getKeys,
  },
  {
    words: ['operations', 'follow'],
    takes: ' <id> [--stderr]',
    about: 'print what it writes, line by line, until it has ended',
    run: followOutput,
  },
  {
    words: ['events'],
    takes: ' [--after=CURSOR] [--follow]',
    about: 'print what has changed behind a cursor, or what changes from now on, as a line of JSON each',
    run: events,
  },
  {
    words: ['metrics'],
    takes: '',
    about: 'print the figures for monitoring',
    run: getMetrics,
  },
  {
    words: ['audit', 'export'],
    takes: ' [--csv] [--who=… --kind=… --since=… --until=…]',
    about: 'print all of the audit log that fits, as JSON or CSV',
    run: exportAudit,
  },
];

function tooMany(command: string, typed: readonly string[]): Said {
  return { code: 2, out: '', err: `  unexpected argument for ${command}: ${typed.join(' ')}\n` };
}

/** The command that these words begin with, and what follows. */
export function offlineCommand(typed: readonly string[]): { command: OfflineCommand; rest: readonly string[] } | undefined {
  const command = offlineCommands.find(({ words }) => words.every((word, at) => typed[at] === word));
  return command && { command, rest: typed.slice(command.words.length) };
}
