import { append } from '#kernel/lists.ts';
import type { Asked } from './client/ask.ts';
import { commands, isPaged, optionsOf, spelled, type Command } from './commands.ts';
import { offlineCommands } from './offline.ts';
import { suggestion } from './suggest.ts';

export type Parsed = Asked | { help: true; about?: readonly string[] } | { problems: string[] };

/** What was typed, or everything that is wrong with it. */
export function parseArguments(typed: readonly string[]): Parsed {
  const about = typed.filter((word) => !isHelp(word) && !word.startsWith('-'));
  if (typed.length === 0 || typed.some(isHelp)) return about.length === 0 ? { help: true } : { help: true, about };
  const { words, options, bare, problems } = split(typed);
  const spec = longest(words);
  if (spec === undefined) return { problems: [`there is no command ${words.join(' ') || '(none)'}${suggestion(words)}`, ...problems] };
  const positional = words.slice(spec.words.length);
  const { json, ...typedOptions } = options;
  const { page, own } = pageIn(spec, typedOptions, problems);
  const given = Object.fromEntries(Object.entries(own).filter(([name]) => Object.hasOwn(spec.options, name)));
  append(problems, [...wrongOptions(spec, own, bare), ...wrongPositional(spec, positional)]);
  // What wants a value and has none is told as that alone.
  const isTold = (text: string): boolean => bare.some((name) => text.startsWith(`--${name} `));
  const ask = spec.make({ positional, options: given, problem: (text) => void (isTold(text) || problems.push(text)) });
  return problems.length > 0 ? { problems } : { ask, json: json !== undefined, ...page };
}

/** P7. Whatever lists page by page takes `--cursor` of the page before, or `--all` of them. `--after` is its older name. */
function pageIn(
  { options }: Command,
  { cursor, all, after, ...own }: Record<string, string>,
  problems: string[],
): { page: Pick<Asked, 'cursor' | 'all'>; own: Record<string, string> } {
  if (!isPaged(options)) return { page: {}, own: { ...own, ...given({ cursor, all, after }) } };
  if (cursor !== undefined && after !== undefined) problems.push('give --cursor or --after');
  return { page: { ...given({ cursor: cursor ?? after }), ...(all === undefined ? {} : { all: true }) }, own };
}

function given(options: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help';
}

/** Of all commands, or of those that begin with these words; where none does, of all. */
export function helpText(about: readonly string[] = []): string {
  const lines = commands.map(({ words, positional, options, about }) => {
    const places = positional.map((name) => (name.endsWith('?') ? `[${name.slice(0, -1)}]` : `<${name}>`));
    const flags = optionsOf(options).map(([name, kind]) => (kind === 'flag' ? `[--${name}]` : `[--${name} …]`));
    return { words, line: helpLine([...words, ...places, ...flags].join(' '), about) };
  });
  const offline = offlineCommands.map(({ words, takes, about }) => ({ words, line: helpLine(`${words.join(' ')}${takes}`, about) }));
  const all = [...lines, ...offline];
  const meant = all.filter(({ words }) => about.every((word, at) => at >= words.length || words[at] === word));
  return [
    'npm run rehearsal -- <command> [--json]',
    '',
    ...(meant.length === 0 ? all : meant).map(({ line }) => line),
    '',
    'rehearsal completion bash (or zsh) prints what completes these words in a shell, for a command named rehearsal.',
    'It talks to the process that runs in REHEARSAL_DATA (by default ./data), or to an installation elsewhere if REHEARSAL_URL and REHEARSAL_TOKEN are set.',
    'It asks as any program does, by the API that /api tells of, with the rights of that token: an operator’s, or a program’s.',
    'Exit codes: 0 done, 1 refused, not found, or not as it should be, 2 not understood, 3 nothing answers, or not now, 4 the token is not accepted.',
    '',
  ].join('\n');
}

function helpLine(typed: string, about: string): string {
  return `  ${typed.padEnd(52)} ${about}`;
}

const FLAGS: ReadonlySet<string> = new Set([
  'json',
  'all',
  ...commands.flatMap(({ options }) => Object.keys(options).filter((name) => options[name] === 'flag')),
]);

/** `bare`: options that want a value and were given none. */
function split(typed: readonly string[]): { words: string[]; options: Record<string, string>; bare: string[]; problems: string[] } {
  const words: string[] = [];
  const options: Record<string, string> = {};
  const bare: string[] = [];
  const problems: string[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const word = typed[at] ?? '';
    const [, name, joined] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      words.push(word);
      continue;
    }
    if (Object.hasOwn(options, name)) problems.push(`--${name} is given twice`);
    const next = typed[at + 1];
    const takesNext = joined === undefined && !FLAGS.has(name) && next !== undefined && !next.startsWith('--');
    if (takesNext) at += 1;
    else if (joined === undefined && !FLAGS.has(name)) bare.push(name);
    options[name] = joined ?? (takesNext ? next : '');
  }
  return { words, options, bare, problems };
}

function longest(words: readonly string[]): Command | undefined {
  const fitting = spelled.filter((spec) => spec.words.every((word, at) => words[at] === word));
  return fitting.toSorted((a, b) => b.words.length - a.words.length)[0];
}

function wrongOptions({ words, options }: Command, given: Record<string, string>, bare: readonly string[]): string[] {
  return Object.keys(given).flatMap((name) => {
    if (!Object.hasOwn(options, name)) return [`${words.join(' ')} takes no --${name}`];
    return bare.includes(name) ? [`--${name} needs a value`] : [];
  });
}

function wrongPositional({ words, positional: names }: Command, given: readonly string[]): string[] {
  const missing = names.filter((name, at) => !name.endsWith('?') && given[at] === undefined).map((name) => `<${name}> is missing`);
  const more = given
    .slice(names.length)
    .map((word) => `unexpected argument for ${words.join(' ')}: ${word}${words.length > 1 ? '' : suggestion([...words, word])}`);
  return [...missing, ...more];
}
