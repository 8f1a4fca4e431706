import { moduleName } from '#contexts/intake/domain/module-name.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { importsOf } from '#contexts/gates/domain/registry-imports.ts';

/** Where a repository keeps its jobs. */
export interface JobLayout {
  owner: string;
  repository: string;
  /** File in which every module with jobs is imported; without it G4 and G5 cannot tell. */
  registryFile?: string | undefined;
  /** Folder of job modules, besides those that the registry's import lines tell; the registry's own unless given. */
  jobsFolder?: string | undefined;
  /** What a module's test file has behind the module's name, `_test` unless given: `topic_jobs` → `topic_jobs_test.py`. */
  testSuffix?: string | undefined;
}

/** Where modules of jobs lie, and how to recognise a module's test (G5). */
export interface JobFiles {
  registry: string;
  /** Files in which a module of this name may lie: where the registry's own import lines say, else in the folders of jobs. */
  filesOf(module: string): string[];
  /** The module whose file this is, in one of the folders of jobs; undefined for anything else. */
  moduleAt(path: string): string | undefined;
  /** The registry imports this file. */
  isImported(path: string): boolean;
  isTestOf(module: string, path: string): boolean;
  /** Files that may have jobs, of those that the registry imports. */
  imported(): string[];
}

/** Most folders of jobs: what a registry says comes from outside. */
const MOST_FOLDERS = 20;
const MOST_FILES = 8;

/**
 * `registries`: texts of the registry, at the head first; each import line of theirs tells a folder of jobs besides that of the settings
 * (`from core.jobs.batch_jobs import topic_migration_jobs`).
 */
export function jobFiles(layout: JobLayout, ...registries: readonly (string | undefined)[]): JobFiles | undefined {
  const { registryFile, jobsFolder, testSuffix = '_test' } = layout;
  if (registryFile === undefined) return undefined;
  const extension = /\.\w+$/.exec(registryFile)?.[0] ?? '';
  const own = registryFile.slice(0, registryFile.lastIndexOf('/') + 1);
  const home = jobsFolder === undefined ? own : `${jobsFolder.replace(/\/$/, '')}/`;
  const [head = [], ...others] = registries.map((text) => pathsImported(registryFile, home, text));
  const named = [...head, ...others.flat()].filter((path) => /jobs?$/i.test(path));
  const folders = [...new Set([home, ...named.map(folderOf)])].slice(0, MOST_FOLDERS);
  const imported = new Set(head);
  const bare = (path: string): string => (path.endsWith(extension) ? path.slice(0, path.length - extension.length) : '');
  return {
    registry: registryFile,
    filesOf(module) {
      const name = moduleName(module);
      const told = [...imported].filter((path) => nameOf(path) === name);
      const paths = told.length > 0 ? told : folders.map((folder) => `${folder}${name}`);
      return paths.slice(0, MOST_FILES).map((path) => `${path}${extension}`);
    },
    moduleAt(path) {
      const name = folders.includes(folderOf(path)) ? nameOf(bare(path)) : '';
      return /^[A-Za-z_]\w*$/.test(name) && path !== registryFile ? name : undefined;
    },
    isImported: (path) => imported.has(bare(path)),
    imported: () => head.filter((path) => /jobs?$/i.test(path) || folders.includes(folderOf(path))).map((path) => `${path}${extension}`),
    // Tests may live beside the module or in a folder of their own.
    isTestOf: (module, path) => `/${path}`.endsWith(`/${moduleName(module)}${testSuffix}${extension}`),
  };
}

/** Every file, without its extension, that the registry's import lines may mean. */
function pathsImported(registryFile: string, home: string, text: string | undefined): string[] {
  const imports = text === undefined ? [] : importsOf(registryFile, text);
  return [...new Set(imports.flatMap((one) => (one.anchored ? [one.path] : searched(registryFile, home, one.path))))];
}

/** A path that begins nowhere is looked for from each folder above the registry, or from the one in which its own first folder lies; and where the settings say. */
function searched(registryFile: string, home: string, path: string): string[] {
  const folders = registryFile.split('/').slice(0, -1).slice(0, MOST_FOLDERS);
  const roots = [...folders.keys(), folders.length].map((depth) =>
    folders
      .slice(0, depth)
      .map((folder) => `${folder}/`)
      .join(''),
  );
  const first = path.split('/', 1)[0];
  const fitting = roots.filter((_, depth) => folders[depth] === first);
  const athome = `${home}${nameOf(path)}`;
  return [...(fitting.length > 0 ? fitting : roots).map((root) => `${root}${path}`), ...(athome.endsWith(`/${path}`) ? [athome] : [])];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where a job's class is: in a file of the module that the form names, or else in one of those that were read. */
export function fileOfJob({ name, module }: JobAsk, files: JobFiles, texts: ReadonlyMap<string, string>): string | undefined {
  const defines = (path: string): boolean => definesClass(texts.get(path) ?? '', name);
  if (module === undefined) return [...texts.keys()].find((path) => isOfJobs(path, files) && defines(path));
  const perhaps = files.filesOf(module);
  return perhaps.find(defines) ?? perhaps.find((path) => texts.has(path)) ?? perhaps[0];
}

function isOfJobs(path: string, files: JobFiles): boolean {
  return path !== files.registry && (files.isImported(path) || files.moduleAt(path) !== undefined);
}

/** The name of the module in a file. */
export function moduleIn(path: string): string {
  return nameOf(path).replace(/\.\w+$/, '');
}

/** Most changed modules that are read for jobs without a named one. */
const MOST_READ = 20;

/** What to read for these jobs: the registry, the modules that are named, and for a job that names none those that the change touches. */
export function pathsToRead(jobs: readonly JobAsk[], files: JobFiles, changed: readonly string[]): string[] {
  const named = jobs.flatMap(({ module }) => (module === undefined ? [] : files.filesOf(module)));
  const perhaps = jobs.every(({ module }) => module !== undefined) ? [] : changed.filter((path) => isOfJobs(path, files));
  return [...new Set([files.registry, ...named, ...perhaps.slice(0, MOST_READ)])];
}

/** Every class of that kind whose name is one of a job. */
export function jobsIn(text: string): string[] {
  const classes = text.matchAll(/^[\t ]*(?:export[\t ]+(?:default[\t ]+)?)?class[\t ]+([A-Za-z_]\w{0,199})(?![\w$])/gm);
  return [...classes].flatMap(([, name = '']) => (name.endsWith('Job') ? [name] : []));
}

/** A class statement at the beginning of a line, in Python or JavaScript. By text alone: a class in the middle of a long string is taken for one. */
export function definesClass(text: string, name: string): boolean {
  return new RegExp(`^[\\t ]*(?:export[\\t ]+(?:default[\\t ]+)?)?class[\\t ]+${name}(?![\\w$])`, 'm').test(text);
}
