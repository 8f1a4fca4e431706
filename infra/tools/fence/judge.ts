import { isBuiltin } from 'node:module';
import path from 'node:path/posix';
import { contextsFromBelow, fences, roomOf, type Fence, type Room } from './rooms.ts';

export interface Import {
  /** Path of the importing file from the root, with `/`. */
  from: string;
  /** As written: `#kernel/time.ts`, `../x.ts`, `zod`, `node:fs`. */
  specifier: string;
  /** `import type` and `export type` only; type names in a value import are values here. */
  typeOnly: boolean;
}

/** `#domain/*` → `./shared/domain/*`, as in package.json. */
export type ImportMap = Readonly<Record<string, string>>;

/** Why the import is refused, as the end of a sentence; undefined when it is allowed. */
export function judgeImport(asked: Import, map: ImportMap): string | undefined {
  const room = roomOf(asked.from);
  if (room === undefined) return /^(shared|functions)\//.test(asked.from) ? 'this file lies in no room' : undefined;
  const fence = fences[room];
  if (fence === undefined) return undefined;
  const target = targetFile(asked, map);
  if (target !== undefined) return judgeFile(asked, room, fence, target);
  if (asked.specifier.startsWith('#')) return `${asked.specifier} is in no import map`;
  return judgePackage(asked, room, fence);
}

/** Name of the npm package, or undefined for files and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^[.#/]/.test(specifier) || isBuiltin(specifier)) return undefined;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The file that is imported, by its path from the root; undefined for a package. */
export function targetFile({ from, specifier }: Pick<Import, 'from' | 'specifier'>, map: ImportMap): string | undefined {
  if (specifier.startsWith('.')) return path.join(path.dirname(from), specifier);
  const entry = Object.entries(map).find(([key]) => key.endsWith('*') && specifier.startsWith(key.slice(0, -1)));
  return entry && path.normalize(entry[1].replace('*', specifier.slice(entry[0].length - 1)));
}

function judgeFile(asked: Import, room: Room, fence: Fence, target: string): string | undefined {
  const other = roomOf(target);
  if (other === undefined) return `${target} lies in no room`;
  if (other === room || (room === 'wiring' && other === 'handler')) return judgeSibling(asked.from, room, target);
  if (fence.values.includes(other)) return undefined;
  if (fence.types?.includes(other)) return asked.typeOnly ? undefined : `${room} may take only types from ${other}`;
  return `${room} may not import ${other}`;
}

/** The two families of adapters never meet; what lies beside them is common to both. A function knows its own folder. */
function judgeSibling(from: string, room: Room, target: string): string | undefined {
  const family = familyOf(target);
  if (family !== undefined && family !== familyOf(from)) return 'an adapter may not import another family of adapters';
  if (room === 'contexts') return judgeContext(contextOf(from), contextOf(target));
  const here = path.dirname(from);
  const there = path.dirname(target);
  const related = `${here}/`.startsWith(`${there}/`) || `${there}/`.startsWith(`${here}/`);
  if ((room === 'handler' || room === 'wiring') && !related) return 'a function may not import another function';
  return undefined;
}

/** The arrow between contexts goes down only; one that has no place yet knows none. */
function judgeContext(here: string, there: string): string | undefined {
  if (here === there) return undefined;
  const below = contextsFromBelow.indexOf(there);
  if (below >= 0 && below < contextsFromBelow.indexOf(here)) return undefined;
  return `the context ${here} may not import the context ${there}`;
}

function contextOf(file: string): string {
  return /^shared\/contexts\/([^/]+)\//.exec(file)?.[1] ?? '';
}

function familyOf(file: string): string | undefined {
  return /^shared\/adapters\/(google|embedded)\//.exec(file)?.[1];
}

function judgePackage({ specifier, typeOnly }: Import, room: Room, fence: Fence): string | undefined {
  if (isBuiltin(specifier))
    return fence.node === true || (fence.node === 'types' && typeOnly) ? undefined : `${room} may not use Node's own modules`;
  const name = packageOf(specifier) ?? specifier;
  if (typeof fence.packages === 'string' || fence.packages.includes(name)) return undefined;
  return `${room} may not import the package ${name}`;
}
