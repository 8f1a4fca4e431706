import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import { usesDatabase } from '#products/pipelines/domain/plan-file/database.ts';
import type { Repository } from '#products/pipelines/domain/ask/repository.ts';

export interface ImageRules {
  /** Names of images that there are. */
  images: readonly string[];
  /** Owner of the repositories of reusable actions; none where it is left out. */
  reusableActions?: string | undefined;
}

/** What an action runs in the end. `checkout`: another repository than the study’s. */
export interface Command {
  words: [string, ...string[]];
  checkout?: Repository & { commit: string };
}

/** An action whose image is a repository of its own, at a tag. */
export interface ReusableAction {
  name: string;
  version: string;
}

/** Those reusable actions that these need, each once; or, for each image that is neither, why not. */
export function reusableOf(
  actions: readonly Action[],
  { images, reusableActions }: ImageRules,
): { reusable: ReusableAction[]; problems: string[] } {
  const known = new Set(images);
  const found = new Map<string, ReusableAction>();
  const problems: string[] = [];
  for (const { name: action, image } of actions) {
    if (known.has(image.name)) continue;
    if (reusableActions === undefined || !/^[A-Za-z0-9._-]{1,100}$/.test(image.name))
      problems.push(`The action ${action} runs ${image.name}, which is none of ${images.join(', ')}.`);
    else found.set(keyOf(image), image);
  }
  return { reusable: [...found.values()], problems };
}

export function keyOf({ name, version }: ReusableAction): string {
  return `${name}:${version}`;
}

/** The command of a reusable action stands in its own file; what the study says follows. It never reads the database. */
export function commandOfReusable(
  { words }: Pick<Action, 'words'>,
  own: readonly [string, ...string[]],
  checkout: NonNullable<Command['checkout']>,
  { images }: ImageRules,
): Command | { problem: string } {
  const [image] = own;
  const name = image.split(':')[0] ?? '';
  if (!images.includes(name)) return { problem: `it runs ${image}, which is no image that there is` };
  if (usesDatabase(name, own[1])) return { problem: 'it reads the database, which a reusable action may not' };
  return { words: [...own, ...words.slice(1)], checkout };
}
