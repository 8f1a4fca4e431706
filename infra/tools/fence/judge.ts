import { isBuiltin } from 'node:module';
import path from 'node:path/posix';
import { judgeArrow } from './floors.ts';
import { fences, partOf, type Fence, type Part } from './rooms.ts';

export interface Import {
  /** Path of the importing file from the root, with `/`. */
  from: string;
  /** As written: `#kernel/time.ts`, `../x.ts`, `zod`, `node:fs`. */
  specifier: string;
  /** `import type` and `export type` only; type names in a value import are values here. */
  typeOnly: boolean;
}

/** `#kernel/*` → `./shared/kernel/*`, as in package.json. */
export type ImportMap = Readonly<Record<string, string>>;

/** Why the import is refused, as the end of a sentence; undefined when it is allowed. */
export function judgeImport(asked: Import, map: ImportMap): string | undefined {
  const part = partOf(asked.from);
  if (part === undefined) return /^(shared|functions)\//.test(asked.from) ? 'this file lies in no room' : undefined;
  const fence = fences[part];
  if (fence === undefined) return undefined;
  const target = targetFile(asked, map);
  if (target !== undefined) return judgeFile(asked, part, fence, target);
  if (asked.specifier.startsWith('#')) return `${asked.specifier} is in no import map`;
  return judgePackage(asked, part, fence);
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

/** Both must allow it: what the file is, and where its room lies. */
function judgeFile(asked: Import, part: Part, fence: Fence, target: string): string | undefined {
  const other = partOf(target);
  if (other === undefined) return `${target} lies in no room`;
  const refusals = [judgeParts(asked, part, fence, { other, target }), judgeArrow(asked.from, target)].filter((one) => one !== undefined);
  return refusals.length === 0 ? undefined : refusals.join('; ');
}

function judgeParts(asked: Import, part: Part, fence: Fence, { other, target }: { other: Part; target: string }): string | undefined {
  if (other === part || (part === 'wiring' && other === 'handler')) return judgeSibling(asked.from, part, target);
  if (fence.values.includes(other)) return undefined;
  if (fence.types?.includes(other)) return asked.typeOnly ? undefined : `${part} may take only types from ${other}`;
  return `${part} may not import ${other}`;
}

/** Google's platform and the embedded one never meet; what lies beside them is common to both. A function knows its own folder. */
function judgeSibling(from: string, part: Part, target: string): string | undefined {
  const family = familyOf(target);
  if (family !== undefined && family !== familyOf(from)) return 'an adapter may not import another family of adapters';
  const here = path.dirname(from);
  const there = path.dirname(target);
  const related = `${here}/`.startsWith(`${there}/`) || `${there}/`.startsWith(`${here}/`);
  if ((part === 'handler' || part === 'wiring') && !related) return 'a function may not import another function';
  return undefined;
}

function familyOf(file: string): string | undefined {
  return /^shared\/platform\/(google|embedded)\//.exec(file)?.[1];
}

function judgePackage({ specifier, typeOnly }: Import, part: Part, fence: Fence): string | undefined {
  if (/^(?:node:)?module$/.test(specifier)) return `${part} may not load modules by other means than an import`;
  if (isBuiltin(specifier))
    return fence.node === true || (fence.node === 'types' && typeOnly) ? undefined : `${part} may not use Node's own modules`;
  const name = packageOf(specifier) ?? specifier;
  if (typeof fence.packages === 'string' || fence.packages.includes(name)) return undefined;
  return `${part} may not import the package ${name}`;
}
