// Reads what the jobs need from stored explorations. The files are canonical dumps (keys in block style, two spaces an inner level),
// so lines are enough; a checkout has no packages.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** All explorations of a folder, by name. */
export function readExplorations(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ id: basename(name, '.yaml'), ...readExploration(readFileSync(join(folder, name), 'utf8')) }));
}

export function readExploration(text) {
  const sections = topLevel(text);
  const version = Number(readScalar(sections.get('states_schema_version') ?? []));
  if (!sections.has('states') || !Number.isInteger(version))
    throw new Error('not an exploration: states or states_schema_version is missing');
  return {
    title: readScalar(sections.get('title') ?? []),
    stateNames: readKeys(sections.get('states').slice(1)),
    statesSchemaVersion: version,
  };
}

/** Key at the margin → the rest of its line, and the lines that belong to it. */
function topLevel(text) {
  const sections = new Map();
  let current;
  for (const line of text.split(/\r?\n/)) {
    const match = /^([A-Za-z_]\w*):(?: (.*))?$/.exec(line);
    if (match) sections.set(match[1], (current = [match[2] ?? '']));
    else current?.push(line);
  }
  return sections;
}

/** Keys at two spaces; everything inside them lies deeper. A long key stands behind a question mark, its value behind a colon. */
function readKeys(lines) {
  return lines.flatMap((line) => {
    const [, key] = /^ {2}(?:\? )?([^\s:].*)$/.exec(line) ?? [];
    if (key === undefined) return [];
    const [quoted] = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(key) ?? [];
    return [quoted === undefined ? key.split(/:(?: |$)/)[0] : readScalar([quoted])];
  });
}

/** A scalar with its folded lines: plain, 'single' or "double". */
function readScalar(lines) {
  const text = fold(lines.filter((line, index) => index === 0 || line.startsWith(' ')));
  if (text.startsWith('"'))
    return text.slice(1, -1).replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g, (_, escape) => unescape(escape));
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}

function fold(lines) {
  return lines
    .map((line) => line.trim())
    .reduce((text, line) => (text.endsWith('\\') ? text.slice(0, -1) + line : `${text} ${line}`.trim()));
}

const ESCAPES = {
  n: '\n',
  t: '\t',
  r: '\r',
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function unescape(escape) {
  return escape.length > 1 ? String.fromCodePoint(Number.parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape);
}
