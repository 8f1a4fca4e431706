import type { KnownAction, KnownOutcome } from '#products/pipelines/domain/ask/known.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import { inOrder } from '#kernel/graph/order.ts';

/** What stands for all actions of a file where names are asked for. */
export const RUN_ALL = 'run_all';

export interface Asked {
  /** Names of actions, or `run_all` among them. */
  requested: readonly string[];
  /** What is needed runs again, too, whatever became of it before. */
  force: boolean;
  /** `workspace`: whatever succeeded there last is taken. `same`: only if it was the same action, and nothing that it needs runs again. */
  reuse: 'workspace' | 'same';
}

/** K2. What becomes of one action. */
export type Choice = { name: string } & (
  | { take: 'run'; why: 'requested' | 'forced' | 'never_ran' | 'failed' | 'changed' | 'need_runs' }
  | { take: 'reuse'; outcome: KnownOutcome }
  | { take: 'join'; active: { job: string; run: string } }
);

/** `nothing`: no action is to be run, and why. */
export type Chosen = { choices: Choice[] } | { nothing: 'under_way' | 'all_succeeded'; choices: Choice[] };

interface Choosing {
  /** Of a file that was read: their needs exist, and make no circle. */
  actions: readonly Action[];
  known: (name: string) => KnownAction;
  definitionOf: (action: Action) => string;
}

/** Requested names that the file does not have, in the order given. */
export function unknownNames(actions: readonly Action[], requested: readonly string[]): string[] {
  const names = new Set(actions.map(({ name }) => name));
  return [...new Set(requested)].filter((name) => name !== RUN_ALL && !names.has(name));
}

/** Those that are looked at: what is requested, and all that it needs, however far; each after what it needs. */
export function closureOf(actions: readonly Action[], requested: readonly string[]): Action[] {
  if (requested.includes(RUN_ALL)) return inOrder(actions);
  const byName = new Map(actions.map((action) => [action.name, action]));
  const reached = new Set(requested);
  for (const name of reached) for (const need of byName.get(name)?.needs ?? []) reached.add(need);
  return inOrder(actions.filter(({ name }) => reached.has(name)));
}

/**
 * What runs already is joined, never doubled. What is requested by its name runs again; what is needed, or is one of all, is taken where it succeeded.
 * In the file's order: what runs, and what that needs; nothing beneath what is taken.
 */
export function choose({ requested, force, reuse }: Asked, { actions, known, definitionOf }: Choosing): Chosen {
  const all = requested.includes(RUN_ALL);
  const named = new Set(requested);
  const chosen = new Map<string, Choice>();
  for (const action of closureOf(actions, requested)) chosen.set(action.name, chooseOne(action));
  const reached = new Set(all ? actions.map(({ name }) => name) : requested);
  const byName = new Map(actions.map((action) => [action.name, action]));
  for (const name of reached) if (chosen.get(name)?.take === 'run') for (const need of byName.get(name)?.needs ?? []) reached.add(need);
  const choices = actions.flatMap(({ name }) => (reached.has(name) ? (chosen.get(name) ?? []) : []));
  if (choices.some(({ take }) => take === 'run')) return { choices };
  return { nothing: choices.some(({ take }) => take === 'join') ? 'under_way' : 'all_succeeded', choices };

  function chooseOne(action: Action): Choice {
    const { name, needs } = action;
    const { active, newest } = known(name);
    if (active !== undefined) return { name, take: 'join', active };
    if (named.has(name)) return { name, take: 'run', why: 'requested' };
    if (force) return { name, take: 'run', why: 'forced' };
    if (newest === undefined) return { name, take: 'run', why: 'never_ran' };
    if (!newest.succeeded) return { name, take: 'run', why: 'failed' };
    if (reuse === 'same') {
      if (newest.definition !== definitionOf(action)) return { name, take: 'run', why: 'changed' };
      if (needs.some((need) => chosen.get(need)?.take !== 'reuse')) return { name, take: 'run', why: 'need_runs' };
    }
    return { name, take: 'reuse', outcome: newest };
  }
}

/** What a definition is, as text: command, configuration and outputs. Whoever asks takes its digest. */
export function definitionText({ run, config, outputs }: Pick<Action, 'run' | 'config' | 'outputs'>): string {
  const files = outputs.map(({ level, name, path }) => [level, name, path]);
  return JSON.stringify([run, config ?? null, files]);
}
