import type { JobAsk } from '#domain/intake/submission.ts';

/** Where a repository keeps its jobs. */
export interface JobLayout {
  owner: string;
  repository: string;
  /** File in which every module with jobs is imported; without it G4 and G5 cannot tell. */
  registryFile?: string | undefined;
  /** Folder of the job modules; the registry's own unless given. */
  jobsFolder?: string | undefined;
  /** What a module's test file has behind the module's name, `_test` unless given: `topic_jobs` → `topic_jobs_test.py`. */
  testSuffix?: string | undefined;
}

/** Paths to read for G4, and how to recognise a module's test (G5). */
export interface JobFiles {
  registry: string;
  moduleFile(module: string): string;
  /** The module whose file this is; undefined for anything else. */
  moduleAt(path: string): string | undefined;
  isTestOf(module: string, path: string): boolean;
}

export function jobFiles({ registryFile, jobsFolder, testSuffix = '_test' }: JobLayout): JobFiles | undefined {
  if (registryFile === undefined) return undefined;
  const slash = registryFile.lastIndexOf('/');
  const [folder, file] = slash < 0 ? ['', registryFile] : [registryFile.slice(0, slash + 1), registryFile.slice(slash + 1)];
  const extension = /\.\w+$/.exec(file)?.[0] ?? '';
  const home = jobsFolder === undefined ? folder : `${jobsFolder.replace(/\/$/, '')}/`;
  return {
    registry: registryFile,
    moduleFile: (module) => `${home}${module}${extension}`,
    moduleAt(path) {
      const name = path.startsWith(home) && path.endsWith(extension) ? path.slice(home.length, path.length - extension.length) : '';
      return /^[A-Za-z_]\w*$/.test(name) && path !== registryFile ? name : undefined;
    },
    // Tests may live beside the module or in a folder of their own.
    isTestOf: (module, path) => `/${path}`.endsWith(`/${module}${testSuffix}${extension}`),
  };
}

/** The module that the form names, or else the one among the read files that defines the job. */
export function moduleOf({ name, module }: JobAsk, files: JobFiles, texts: ReadonlyMap<string, string>): string | undefined {
  if (module !== undefined) return module;
  const path = [...texts].find(([path, text]) => files.moduleAt(path) !== undefined && definesClass(text, name))?.[0];
  return path === undefined ? undefined : files.moduleAt(path);
}

/** Most changed modules that are read for jobs without a named one. */
const MOST_READ = 20;

/** What to read for these jobs: the registry, the modules that are named, and for a job that names none those that the change touches. */
export function pathsToRead(jobs: readonly JobAsk[], files: JobFiles, changed: readonly string[]): string[] {
  const named = jobs.flatMap(({ module }) => (module === undefined ? [] : [files.moduleFile(module)]));
  const perhaps = jobs.every(({ module }) => module !== undefined) ? [] : changed.filter((path) => files.moduleAt(path) !== undefined);
  return [...new Set([files.registry, ...named, ...perhaps.slice(0, MOST_READ)])];
}

/** A class statement at the beginning of a line, in Python or JavaScript. By text alone: a class in the middle of a long string is taken for one. */
export function definesClass(text: string, name: string): boolean {
  return new RegExp(`^[\\t ]*(?:export[\\t ]+(?:default[\\t ]+)?)?class[\\t ]+${name}(?![\\w$])`, 'm').test(text);
}

/** An import statement that names the module; one in a comment is none. */
export function importsModule(registry: string, module: string): boolean {
  const name = new RegExp(`(?<![\\w$])${module}(?![\\w$])`);
  return importStatements(registry).some((statement) => name.test(statement));
}

/** Bounded, so that no file of a stranger's makes them slow. */
const PYTHON = /^[\t ]*(?:from[\t ]+[\w.]+[\t ]+import[\t ]*(?:\([^)]{0,4000}\)|[^(\n][^\n]*)|import[\t ]+[\w.,\t ]+$)/gm;
const JAVASCRIPT = /\b(?:from|import)[\t ]*\(?[\t ]*['"]([^'"\n]{1,300})['"]/g;

/** What is named in imports: everything in Python's, the file's name in JavaScript's. */
function importStatements(text: string): string[] {
  const code = withoutBlockComments(text)
    .replaceAll(/(^|[\t ])(?:#|\/\/)[^\n]*/gm, '$1')
    .replaceAll(/\\\r?\n/g, ' ');
  const python = [...code.matchAll(PYTHON)].map(([statement]) => statement);
  const javascript = [...code.matchAll(JAVASCRIPT)].map(([, file = '']) => file.slice(file.lastIndexOf('/') + 1));
  return [...python, ...javascript];
}

function withoutBlockComments(text: string): string {
  const [first = '', ...rest] = text.split('/*');
  return [first, ...rest.map((part) => (part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : ''))].join('');
}
