import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { placeOf, type PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import type { Hash } from '#kernel/chain.ts';
import { readStudy, type Study, type StudyRefused } from '#products/pipelines/app/ask/read-study.ts';
import { resolveCommands } from '#products/pipelines/app/ask/resolve-commands.ts';
import {
  choose,
  closureOf,
  definitionText,
  RUN_ALL,
  unknownNames,
  type Asked,
  type Choice,
} from '#products/pipelines/domain/ask/choose.ts';
import type { Command, ImageRules } from '#products/pipelines/domain/ask/images.ts';
import type { KnownAction } from '#products/pipelines/domain/ask/known.ts';
import { urlOf } from '#products/pipelines/domain/ask/repository.ts';
import { commandOf } from '#products/pipelines/domain/ask/spec.ts';
import { whyActionNotHere, type PlacedActions } from '#products/pipelines/domain/ask/where.ts';
import type { PreparedStep } from '#products/pipelines/domain/run/prepared.ts';
import { nearest } from '#products/pipelines/domain/plan-file/nearest.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import type { Problem } from '#products/pipelines/domain/plan-file/problem.ts';

export interface Preparing {
  host: CodeHost;
  hash: Hash;
  rules: ImageRules & { repositories: readonly string[]; placed: PlacedActions };
  pools: PoolRules;
  /** What is known of these actions, in the workspace on the backend. */
  knownOf: (names: readonly string[]) => Promise<ReadonlyMap<string, KnownAction>>;
}

export interface RunAsked extends Asked {
  study: Study;
  backend: string;
  /** False: codelists of the study are not up to date, so nothing may read the database. */
  codelistsOk: boolean;
}

type AskRefused =
  | StudyRefused
  | { code: 'unknown_actions'; details: string; unknown: readonly string[] }
  | { code: 'image' | 'codelists' | 'nothing_asked' | 'never_here'; details: string };

/** All that would be made, or why nothing. `warnings`: of the file. */
export type Prepared =
  | { refused: AskRefused }
  | { nothing: 'under_way' | 'all_succeeded'; choices: readonly Choice[]; warnings: readonly Problem[] }
  | { steps: readonly PreparedStep[]; choices: readonly Choice[]; warnings: readonly Problem[] };

/** K1, K2. Reads the file at its commit and decides what would run. Nothing is written. Throws CodeHostUnavailable where the host cannot be asked. */
export async function prepareSteps(tools: Preparing, asked: RunAsked): Promise<Prepared> {
  const read = await readStudy(tools.host, asked.study, tools.rules.repositories);
  if ('refused' in read) return read;
  const { plan, warnings } = read;
  const wrong = refusedNames(plan.actions, asked.requested);
  if (wrong !== undefined) return { refused: wrong };
  const closure = closureOf(plan.actions, asked.requested);
  const known = await tools.knownOf(closure.map(({ name }) => name));
  const definitionOf = (action: Action): string => tools.hash(definitionText(action));
  const chosen = choose(asked, { actions: plan.actions, known: (name) => known.get(name) ?? {}, definitionOf });
  const { choices } = chosen;
  if ('nothing' in chosen) return { nothing: chosen.nothing, choices, warnings };
  const byName = new Map(plan.actions.map((action) => [action.name, action]));
  const running = choices.flatMap(({ name, take }) => (take === 'run' ? (byName.get(name) ?? []) : []));
  const stale = asked.codelistsOk ? undefined : running.find(({ usesDatabase }) => usesDatabase);
  if (stale !== undefined) return { refused: { code: 'codelists', details: staleText(stale.name) } };
  const notHere = whyNotHere(running, asked, tools.rules.placed);
  if (notHere !== undefined) return { refused: { code: 'never_here', details: notHere } };
  const commands = await resolveCommands(tools.host, running, tools.rules);
  if ('problems' in commands) return { refused: { code: 'image', details: commands.problems.join('\n') } };
  const steps = choices.flatMap((choice): PreparedStep[] => {
    const action = byName.get(choice.name);
    return action === undefined ? [] : [stepOf(choice, action, commands.of(action), definitionOf(action), tools.pools)];
  });
  return { steps, choices, warnings };
}

function refusedNames(actions: readonly Action[], requested: readonly string[]): AskRefused | undefined {
  if (requested.length === 0) return { code: 'nothing_asked', details: 'Name at least one action, or run_all.' };
  const unknown = unknownNames(actions, requested);
  if (unknown.length === 0) return undefined;
  const details = `project.yaml has no action ${unknown.slice(0, NAMED).join(', ')}; ${meant(actions, unknown.slice(0, NAMED))}.`;
  return { code: 'unknown_actions', unknown, details };
}

/** How many names a refusal shows. */
const NAMED = 12;

/** What could have been meant: of a small file every action, of a large one what differs by a letter or two. */
function meant(actions: readonly Action[], unknown: readonly string[]): string {
  if (actions.length === 0) return 'there are none';
  const names = actions.map(({ name }) => name);
  if (names.length <= NAMED) return `there are ${names.join(', ')}`;
  const near = unknown.flatMap((typed) => nearest(typed, [RUN_ALL, ...names]) ?? []);
  if (near.length > 0) return `did you mean ${[...new Set(near)].join(', ')}`;
  return `there are ${names.length}, among them ${names.slice(0, NAMED).join(', ')}, and ${RUN_ALL} is all of them`;
}

/** R18, B3. Found before anything is made: it would wait for good. */
function whyNotHere(running: readonly Action[], { study, backend }: RunAsked, placed: PlacedActions): string | undefined {
  const repository = urlOf(study.repository);
  const reasons = running.flatMap(({ name }) => whyActionNotHere(placed, { action: name, repository }, backend) ?? []);
  if (reasons.length === 0) return undefined;
  const more = reasons.length > NAMED ? ` There are ${reasons.length - NAMED} more such actions.` : '';
  return `Not everything can run on ${backend}: ${reasons.slice(0, NAMED).join('. ')}.${more}`;
}

function staleText(action: string): string {
  return `Codelists are out of date, and ${action} reads the database. Update the codelists of the repository, and ask again.`;
}

function stepOf(choice: Choice, action: Action, command: Command, definition: string, pools: PoolRules): PreparedStep {
  const { name, needs, outputs, usesDatabase } = action;
  const placed = placeOf(pools, { action: name, command: action.run, usesDatabase });
  const spec = { ...commandOf(action, command), definition, outputs, needs: [...new Set(needs)], usesDatabase, ...placed };
  switch (choice.take) {
    case 'run':
      return { name, spec, take: 'run' };
    case 'reuse':
      return { name, spec, take: 'reuse', job: choice.outcome.job };
    case 'join':
      return { name, spec, take: 'join', ...choice.active };
  }
}
