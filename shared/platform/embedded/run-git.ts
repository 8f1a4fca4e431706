import type { GitResult } from './exec-git.ts';
import { startGit } from './git-helper.ts';

export type { GitResult };

/** Git ended with a code that the caller did not expect. */
export class GitFailed extends Error {
  readonly result: GitResult;
  constructor(verb: string, result: GitResult) {
    super(`git ${verb} ended with ${result.code}: ${result.stderr.trim().slice(0, 500)}`);
    this.name = 'GitFailed';
    this.result = result;
  }
}

export interface GitOptions {
  gitDir: string;
  workTree?: string;
  /** Where git starts; paths in `args` are relative to it. */
  cwd?: string;
  /** Exit codes that are answers and not failures; 0 alone when left out. */
  expect?: readonly number[];
  input?: string;
  /** `latin1` for output that is not all text: each character is one byte. */
  encoding?: 'utf8' | 'latin1';
  env?: Record<string, string>;
  /** Of output; 64 MiB when left out, and more is a failure. */
  maxBytes?: number;
}

/** runGit on one repository. */
export type Git = (args: readonly string[], more?: Omit<GitOptions, 'gitDir'>) => Promise<GitResult>;

const MEGABYTE = 1024 * 1024;
/** No hook, no maintenance in the background, and paths as they are. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  'maintenance.auto=false',
  'core.quotePath=false',
  'core.autocrlf=false',
  'core.attributesFile=/dev/null',
];
const CLEARED = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
];

/**
 * Runs git on exactly the named repository, never on one found in a folder above, and with nobody's settings but ours.
 * Throws GitFailed. `args[0]` is the verb; values from outside go behind `--` or `--end-of-options`, or are checked first.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const tree = options.workTree === undefined ? [] : [`--work-tree=${options.workTree}`];
  const all = [`--git-dir=${options.gitDir}`, ...tree, ...SETTINGS.flatMap((setting) => ['-c', setting]), ...args];
  const result = await startGit({
    args: [...isolation(options.env), 'git', ...all],
    cwd: options.cwd,
    input: options.input ?? '',
    encoding: options.encoding ?? 'utf8',
    maxBytes: options.maxBytes ?? 64 * MEGABYTE,
  });
  if (!(options.expect ?? [0]).includes(result.code)) throw new GitFailed(args[0] ?? '', result);
  return result;
}

/** Arguments of `env`, which clears what would point git elsewhere and leaves PATH as it is, without this file reading the environment. */
function isolation(extra: Record<string, string> = {}): string[] {
  const set = {
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    ...extra,
  };
  return [...CLEARED.flatMap((name) => ['-u', name]), ...Object.entries(set).map(([name, value]) => `${name}=${value}`)];
}
