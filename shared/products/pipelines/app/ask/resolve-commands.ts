import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { unlessMissing } from '#products/pipelines/app/ask/read-study.ts';
import {
  commandOfReusable,
  keyOf,
  reusableOf,
  type Command,
  type ImageRules,
  type ReusableAction,
} from '#products/pipelines/domain/ask/images.ts';
import { readActionFile } from '#products/pipelines/domain/plan-file/action-file.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import { toWords } from '#products/pipelines/domain/ask/words.ts';

const FILE = 'action.yaml';
/** Different reusable actions that one run may name: each is looked up at the code host. */
const MOST = 50;

interface Found extends ReusableAction {
  commit: string;
  words: [string, ...string[]];
}

/** What each of these runs in the end; or everything that stands against it. Throws CodeHostUnavailable where the host cannot be asked. */
export async function resolveCommands(
  host: CodeHost,
  actions: readonly Action[],
  rules: ImageRules,
): Promise<{ of(action: Action): Command } | { problems: string[] }> {
  const { reusable, problems } = reusableOf(actions, rules);
  if (reusable.length > MOST) problems.push(`A run may name ${MOST} different reusable actions; this one names ${reusable.length}.`);
  if (problems.length > 0) return { problems };
  const found = new Map<string, Found>();
  for (const one of reusable) {
    const read = await readReusable(host, one, rules.reusableActions ?? '');
    if ('problem' in read) problems.push(`${keyOf(one)}: ${read.problem}.`);
    else found.set(keyOf(one), read);
  }
  const commands = new Map<Action, Command>();
  for (const action of actions) {
    const own = found.get(keyOf(action.image));
    const command = own === undefined ? { words: toWords(action.words) } : reusableCommand(action, own, rules);
    if ('problem' in command) problems.push(`The action ${action.name} runs ${keyOf(action.image)}, and ${command.problem}.`);
    else commands.set(action, command);
  }
  return problems.length > 0 ? { problems } : { of: (action) => commands.get(action) ?? { words: toWords(action.words) } };
}

function reusableCommand(action: Action, { name, commit, words }: Found, rules: ImageRules): Command | { problem: string } {
  return commandOfReusable(action, words, { owner: rules.reusableActions ?? '', repository: name, commit }, rules);
}

/** Its version is a tag that has come into main: nobody else’s code runs, and what ran stays there. */
async function readReusable(host: CodeHost, one: ReusableAction, owner: string): Promise<Found | { problem: string }> {
  const refOf = (ref: string) => ({ kind: 'ref', owner, repository: one.name, ref }) as const;
  const tag = refOf(`refs/tags/${one.version}`);
  const head = await unlessMissing(host.readHead(tag));
  if (head === 'no_repository') return { problem: `there is no image and no reusable action ${owner}/${one.name}` };
  if (head.state === 'missing') return { problem: `${owner}/${one.name} has no tag ${one.version}` };
  const commit = head.headSha;
  if ((await host.branchHas(refOf('refs/heads/main'), commit)) !== true) return { problem: `its tag ${one.version} is not in main` };
  const text = (await host.readFiles(tag, commit, [FILE])).get(FILE);
  if (text === undefined) return { problem: `it has no ${FILE}` };
  const read = readActionFile(text);
  return 'problem' in read ? read : { ...one, commit, words: read.words };
}
