/** A module that a registry imports: its path without an extension. `anchored`: from the top of the repository; others may begin in any folder that is searched. */
export interface Imported {
  path: string;
  anchored: boolean;
}

/** What the import lines of a registry name, in order. What stands in comments and in texts of several lines is no import line. Time grows with the text alone. */
export function importsOf(registryFile: string, text: string): Imported[] {
  const folder = registryFile.split('/').slice(0, -1);
  return registryFile.endsWith('.py')
    ? pythonImports(withoutPythonComments(text), folder)
    : scriptImports(withoutScriptComments(text), folder);
}

const PYTHON_ASIDES = /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*|\\\r?\n/g;

function withoutPythonComments(text: string): string {
  return text.replaceAll(PYTHON_ASIDES, (part) =>
    part.startsWith('#') ? '' : /^(?:"""|''')/.test(part) ? '0' : part.startsWith('\\') ? ' ' : part,
  );
}

const SCRIPT_ASIDES = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*(?:`|$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

function withoutScriptComments(text: string): string {
  return text.replaceAll(SCRIPT_ASIDES, (part) => (part.startsWith('/') ? ' ' : part.startsWith('`') ? '``' : part));
}

const FROM = /^[\t ]*from[\t ]+(\.{0,20})([\w.]*)[\t ]+import\b[\t ]*/gm;
const IMPORT = /(?:^|;)[\t ]*import[\t ]+([\w.,\t ]+)$/gm;
const DYNAMIC = /\bimport_module\([\t ]*['"]([\w.]{1,300})['"]/g;

function pythonImports(code: string, folder: readonly string[]): Imported[] {
  const plain = [...code.matchAll(IMPORT)].flatMap(([, names = '']) => namesIn(names));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, name = '']) => name);
  return [...fromImports(code, folder), ...[...plain, ...dynamic].map((name) => ({ path: name.replaceAll('.', '/'), anchored: false }))];
}

/** `from a.b import c` may mean the module `a/b/c`, or what the module `a/b` holds. */
function fromImports(code: string, folder: readonly string[]): Imported[] {
  const found: Imported[] = [];
  let read = 0;
  for (const head of code.matchAll(FROM)) {
    const at = head.index + head[0].length;
    // One inside of another's brackets is none, and looking for its end would be looking again and again.
    if (head.index < read) continue;
    const isList = code[at] === '(';
    const end = code.indexOf(isList ? ')' : '\n', at);
    read = end < 0 ? code.length : end;
    const [, dots = '', dotted = ''] = head;
    const anchored = dots !== '';
    const above = anchored ? folder.slice(0, Math.max(0, folder.length - dots.length + 1)) : [];
    const package_ = [...above, ...dotted.split('.')].filter((part) => part !== '').join('/');
    const names = namesIn(code.slice(isList ? at + 1 : at, read));
    found.push({ path: package_, anchored });
    for (const name of names) if (/^\w+$/.test(name)) found.push({ path: package_ === '' ? name : `${package_}/${name}`, anchored });
  }
  return found;
}

/** `a, b.c as d` → a, b.c */
function namesIn(list: string): string[] {
  return list.split(',').flatMap((one) => one.trim().split(/\s+/)[0] || []);
}

const SCRIPT = /\b(?:from|import|require)[\t ]*\(?[\t ]*['"]([^'"\n]{1,300})['"]/g;

function scriptImports(code: string, folder: readonly string[]): Imported[] {
  return [...code.matchAll(SCRIPT)].map(([, file = '']) => {
    const parts = file.replace(/\.\w+$/, '').split('/');
    if (parts[0] !== '.' && parts[0] !== '..')
      return { path: parts.filter((part) => !/^(?:[#@~].*)?$/.test(part)).join('/'), anchored: false };
    return { path: resolved(folder, parts).join('/'), anchored: true };
  });
}

function resolved(folder: readonly string[], parts: readonly string[]): string[] {
  const path = [...folder];
  for (const part of parts) {
    if (part === '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  }
  return path;
}
