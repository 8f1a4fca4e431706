import { loadBackend } from '#contexts/backends/app/backends.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { knownActions } from '#products/pipelines/app/ask/known-actions.ts';
import { prepareSteps, type Prepared, type Preparing } from '#products/pipelines/app/ask/prepare.ts';
import { createRun, type CreatedRun } from '#products/pipelines/app/create-run.ts';
import { urlOf, type Repository } from '#products/pipelines/domain/ask/repository.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import { isSameAsk, type RunAsk, type RunState } from '#products/pipelines/domain/run/state.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';

export interface AskTools extends Pick<Preparing, 'host' | 'rules'> {
  house: RunHouse;
}

export interface AskedOf extends Omit<RunAsk, 'repository'> {
  id: string;
  repository: Repository;
  codelistsOk: boolean;
  /** K2. By which rule what succeeded is taken; a program of OpenSAFELY expects `workspace`. */
  reuse?: Rule;
}

type Rule = Parameters<typeof prepareSteps>[1]['reuse'];

/** `made`, and else nothing was, for certain. What throws may have been made. */
export type AskedFor = { outcome: 'made' | 'unchanged' | 'other'; run: RunState } | { outcome: 'nothing' | 'refused'; why: string };

interface Asking {
  id: string;
  by: Actor;
}

/** Others in the same workspace may be quicker so often. */
const ROUNDS = 10;

/** K1, K2, K5. One ask for a run, from its words to what it made. The same again makes nothing, whenever it comes. */
export async function askRun(tools: AskTools, asked: AskedOf, asking: Asking): Promise<AskedFor> {
  const ask = askOf(asked);
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = await runOf(tools.house, asked.id, ask);
    if (known !== undefined) return known;
    const done = await askOnce(tools, asked, ask, asking);
    // An equal ask may have been quicker: then what it made is why there is nothing left for this one.
    if (done !== undefined) return done.outcome === 'nothing' ? ((await runOf(tools.house, asked.id, ask)) ?? done) : done;
  }
  return { outcome: 'refused', why: 'Others ask for runs of this workspace all the time. Ask again.' };
}

/** Undefined where another run came in between, and all is to be decided anew. */
async function askOnce(tools: AskTools, asked: AskedOf, ask: RunAsk, asking: Asking): Promise<AskedFor | undefined> {
  const decided = await decide(tools, asked);
  if ('why' in decided) return decided;
  const { prepared, head } = decided;
  if ('nothing' in prepared) return { outcome: 'nothing', why: reasons[prepared.nothing] };
  return outcomeOf(await createRun(tools.house, { id: asked.id, ask, steps: prepared.steps, head }, asking));
}

/** O4. What would become of each action, and of how many; nothing is written. */
export async function previewRun(tools: AskTools, asked: AskedOf): Promise<{ outcome: 'refused'; why: string } | Previewed> {
  const decided = await decide(tools, asked);
  if ('why' in decided) return decided;
  const { prepared } = decided;
  const { choices, warnings } = prepared;
  return { choices, warnings, ...('nothing' in prepared ? { nothing: reasons[prepared.nothing] } : {}) };
}

export interface Previewed extends Pick<Decided, 'choices' | 'warnings'> {
  /** Why nothing would run. */
  nothing?: string;
}

type Decided = Exclude<Prepared, { refused: unknown }>;

async function decide(tools: AskTools, asked: AskedOf): Promise<{ outcome: 'refused'; why: string } | { prepared: Decided; head: number }> {
  const { house } = tools;
  const ask = askOf(asked);
  const pools = house.sharing((await loadBackend(house.store, ask.backend)).state);
  if (pools === undefined) return { outcome: 'refused', why: `Nothing runs pipelines on ${ask.backend}.` };
  const head = (await house.store.get({ collection: 'runHeads', id: headId(ask.backend, ask.workspace) }))?.version ?? 0;
  const { requested, force, branch, commit, backend } = ask;
  const study = { repository: asked.repository, branch, commit };
  const knownOf = (names: readonly string[]): ReturnType<typeof knownActions> => knownActions(house, ask, names);
  const preparing = { host: tools.host, rules: tools.rules, hash: house.kernel.hash, pools, knownOf };
  const prepared = await unlessDown(
    prepareSteps(preparing, { requested, force, backend, reuse: asked.reuse ?? 'workspace', study, codelistsOk: asked.codelistsOk }),
  );
  if (prepared === 'down') return { outcome: 'refused', why: 'The code host cannot be asked at the moment. Ask again later.' };
  return 'refused' in prepared ? { outcome: 'refused', why: prepared.refused.details } : { prepared, head };
}

const reasons = {
  under_way: 'All that was asked for waits or runs already.',
  all_succeeded: 'All actions have succeeded already.',
} as const;

function outcomeOf(created: CreatedRun): AskedFor | undefined {
  if (created.outcome === 'stale') return undefined;
  if (created.outcome === 'problems') return { outcome: 'refused', why: created.problems.join('\n') };
  return created;
}

function askOf({ id: _id, repository, codelistsOk: _codelistsOk, reuse: _reuse, ...ask }: AskedOf): RunAsk {
  return { ...ask, repository: urlOf(repository) };
}

async function runOf({ store }: RunHouse, id: string, ask: RunAsk): Promise<AskedFor | undefined> {
  const run = (await store.get({ collection: 'runs', id }))?.state;
  return run && { outcome: isSameAsk(run, ask) ? 'unchanged' : 'other', run };
}

/** Nothing was read, so nothing was made. */
async function unlessDown<T>(asked: Promise<T>): Promise<T | 'down'> {
  return asked.catch((error: unknown) => {
    if (error instanceof CodeHostUnavailable) return 'down' as const;
    throw error;
  });
}
