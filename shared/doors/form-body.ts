import type { Problem } from '#contexts/intake/domain/submission.ts';
import { pathText } from '#contexts/intake/domain/problems.ts';
import { readExpectedLine } from './expected-output-text.ts';
import type { Reads } from '#contexts/intake/domain/form/field.ts';
import { formReads, jobReads, type ReadsByName } from './form-fields.ts';

export interface ReadForm {
  /** The JSON form that intake takes. Unknown fields are in it under their own names, so that intake reports them. */
  value: Record<string, unknown>;
  /** What intake cannot see any more: fields that came twice, too many fields, bytes that are no text. */
  problems: Problem[];
  /** What was typed, to the letter, in fields that the form has; rows of jobs stand one below the other from 0. */
  typed: [name: string, value: string][];
  /** How many rows of jobs came, the empty ones too. */
  jobRows: number;
  /** In which row each job of `value` stands. */
  rowOfJob: number[];
}

const MAX_FIELDS = 2_000;
/** More rows than a request may have jobs, so that too many are told as that. */
const MAX_ROW = 99;

/**
 * Our own form's urlencoded body. Empty fields are left out of `value`; rows of jobs with nothing typed in them too (the rest close up: see `rowOfJob`).
 * Never throws. `ignored` names fields that are not the submission's, such as buttons; `isAnswer` says of which fields the rest is made.
 */
export function readFormBody(body: Buffer, ignored: readonly string[] = [], isAnswer: (name: string) => boolean = () => true): ReadForm {
  const text = decode(body);
  if (text === undefined) return unreadable('not_text', 'The form did not arrive as UTF-8 text.');
  const fields = [...new URLSearchParams(text)].filter(([name]) => !ignored.includes(name));
  if (fields.length > MAX_FIELDS) return unreadable('too_many', `The form has more than ${MAX_FIELDS} fields.`);
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const [name, value] of fields) {
    if (first.has(name)) twice.add(name);
    else first.set(name, value);
  }
  const problems = [...twice].map((name) => ({ path: knownPath(name), code: 'repeated_field', message: 'This was sent twice.' }));
  return { ...toForm(first, isAnswer), problems };
}

function unreadable(code: string, message: string): ReadForm {
  return { value: {}, problems: [{ path: '', code, message }], typed: [], jobRows: 0, rowOfJob: [] };
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function toForm(fields: ReadonlyMap<string, string>, isAnswer: (name: string) => boolean): Omit<ReadForm, 'problems'> {
  const rows = rowsOfJobs(fields);
  const answers = new Map([...fields].filter(([name]) => isAnswer(name)));
  const unknown = [...answers].filter(([name]) => !jobFieldOf(name) && !formReads.has(name));
  const given = isAnswer('jobs') ? rows.flatMap((row, at) => (isTyped(row) ? [{ row, at }] : [])) : [];
  const jobs = given.map(({ row }) => readFields(row, jobReads));
  return {
    // Own properties, whatever their names: `__proto__` among them is an unknown field like any other.
    value: Object.fromEntries([
      ...groupsToFill(answers),
      ...Object.entries(readFields(answers, formReads)),
      ...(jobs.length > 0 ? [['jobs', jobs] as const] : []),
      ...unknown,
    ]),
    typed: [...typedIn(fields, formReads, ''), ...rows.flatMap((row, at) => typedIn(row, jobReads, `jobs[${at}].`))],
    jobRows: rows.length,
    rowOfJob: given.map(({ at }) => at),
  };
}

function rowsOfJobs(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string>[] {
  const rows = new Map<number, Map<string, string>>();
  for (const [name, value] of fields) {
    const job = jobFieldOf(name);
    if (job) rows.set(job.row, (rows.get(job.row) ?? new Map<string, string>()).set(job.field, value));
  }
  return [...rows].toSorted(([left], [right]) => left - right).map(([, row]) => row);
}

function typedIn(fields: ReadonlyMap<string, string>, table: ReadsByName, prefix: string): [string, string][] {
  return [...table.keys()].flatMap((name): [string, string][] => {
    const typed = fields.get(name)?.replaceAll('\r\n', '\n') ?? '';
    return typed === '' ? [] : [[prefix + name, typed]];
  });
}

/** Groups that must be filled are there even when all their fields are empty, so that problems point at the fields. */
function groupsToFill(fields: ReadonlyMap<string, string>): [string, object][] {
  return [['contributor', {}], ...(fields.get('kind') === 'feature' ? [['feature', {}] satisfies [string, object]] : [])];
}

/** A role is always chosen in a list, so it alone makes no job. */
function isTyped(row: ReadonlyMap<string, string>): boolean {
  return [...row].some(([field, value]) => field !== 'role' && value.trim() !== '');
}

function jobFieldOf(name: string): { row: number; field: string } | undefined {
  const [, digits, field] = /^jobs\[(0|[1-9][0-9]?)\]\.([A-Za-z.]{1,40})$/.exec(name) ?? [];
  if (field === undefined || Number(digits) > MAX_ROW || !jobReads.has(field)) return undefined;
  return { row: Number(digits), field };
}

function knownPath(name: string): string {
  return jobFieldOf(name) || formReads.has(name) ? name : pathText([name]);
}

/** Only fields of the table are read, so no name from outside becomes a property here. */
function readFields(fields: ReadonlyMap<string, string>, table: ReadsByName): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  const groups = new Map<string, Record<string, unknown>>();
  for (const [path, reads] of table) {
    const value = readField(reads, fields.get(path)?.replaceAll('\r\n', '\n') ?? '');
    if (value === undefined) continue;
    const [group = '', inner] = path.split('.');
    if (inner === undefined) form[group] = value;
    else groups.set(group, { ...groups.get(group), [inner]: value });
  }
  return { ...form, ...Object.fromEntries(groups) };
}

function readField(reads: Reads, typed: string): unknown {
  if (reads === 'answer') return isTicked(typed) ?? typed;
  if (typed.trim() === '') return undefined;
  switch (reads) {
    case 'text':
      return typed;
    case 'tick':
      return isTicked(typed) ?? typed;
    case 'number':
      return /^[0-9]{1,15}$/.test(typed.trim()) ? Number(typed) : typed;
    case 'lines':
      return linesOf(typed).map((line) => line.trim());
    case 'commas':
      return typed
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    case 'pairs':
      return Object.fromEntries(linesOf(typed).map(readPair));
    case 'expected':
      return linesOf(typed).map(readExpectedLine);
  }
}

function isTicked(typed: string): boolean | undefined {
  const answer = typed.trim().toLowerCase();
  if (['on', 'true', 'yes'].includes(answer)) return true;
  return ['', 'off', 'false', 'no'].includes(answer) ? false : undefined;
}

function readPair(line: string): [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function linesOf(typed: string): string[] {
  return typed.split('\n').filter((line) => line.trim() !== '');
}
