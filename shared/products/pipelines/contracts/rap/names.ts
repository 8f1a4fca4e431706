import { z } from 'zod';
import { plainText } from '#products/pipelines/contracts/rap/text.ts';

/** The caller makes it; a run has it as its id. */
export const rapId = z.string().regex(/^[a-z0-9]{16}$/, 'must be 16 characters, each one of a–z and 0–9');

/** A name of an action is any text (project-yaml A20). */
export const actionName = plainText(200).min(1);

export const mostActions = 5_000;

const REPOSITORY = /^https:\/\/github\.com\/([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/((?!\.{1,2}$)[A-Za-z0-9._-]{1,100})$/;

/** Nothing before, nothing behind: no password, no port, no query, no `.git`. */
export const repositoryUrl = z
  .string()
  .regex(REPOSITORY, 'must be https://github.com/<organisation>/<name>, and nothing more')
  .refine((url) => !url.toLowerCase().endsWith('.git'), 'must not end in .git');

export interface Repository {
  owner: string;
  name: string;
}

export function repositoryOf(url: string): Repository {
  const [, owner, name] = REPOSITORY.exec(url) ?? [];
  if (owner === undefined || name === undefined) throw new TypeError('not the address of a repository');
  return { owner, name };
}

/** As git allows it, and no option of a command. */
export const branchName = plainText(255)
  .min(1)
  .regex(/^(?!-)(?!.*(?:\.\.|@\{|\/\/))[^\s~^:?*[\\\p{Cc}]+$/u, 'must be the name of a branch');
