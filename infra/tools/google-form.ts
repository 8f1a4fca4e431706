import path from 'node:path';
import { formFields, formGroups, jobFields } from '#contexts/intake/domain/form/all.ts';
import { MOST_JOBS } from '#contexts/intake/domain/form.ts';
import type { Field, Group, Reads } from '#contexts/intake/domain/form/field.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: which question of the Google Form fills which field, from the one table of fields. */

interface Question {
  field: string;
  kind: string;
  choices?: Record<string, string>;
  required?: true;
  help?: string;
}

export function fieldsScript(): string {
  return [
    '// Made by `npm run generate` from shared/contexts/intake/domain/form.',
    '/**',
    ' * Which question of the form fills which field of a request. Titles are what ties them together: a question may be moved, but not',
    ' * renamed here or there alone. `kind` says how an answer is read; `help` stands below the question.',
    ' */',
    `var QUESTIONS = ${JSON.stringify(Object.fromEntries(questionsOf(formFields, formGroups)), null, 2)};`,
    '',
    '/** Asked once for each job, as `Job 1: class name` and so on. */',
    // A job's questions are there for as many jobs as the form was made for: none of them must be answered.
    `var JOB_QUESTIONS = ${JSON.stringify(Object.fromEntries(questionsOf(jobFields, new Map()).map(optional)), null, 2)};`,
    '',
    `var MOST_JOBS = ${MOST_JOBS};`,
    '',
  ].join('\n');
}

function questionsOf(fields: ReadonlyMap<string, Field>, groups: ReadonlyMap<string, Group>): [title: string, question: Question][] {
  const asked = new Map<string, Question>();
  for (const [path, field] of fields) {
    const [name = ''] = path.split('.');
    const { google: whole } = groups.get(name) ?? {};
    if (whole !== undefined) asked.set(whole.title, { field: name, kind: 'parts', choices: partsOf(fields, name) });
    else if (field.google !== undefined) asked.set(field.google.title, question(path, field));
  }
  return [...asked];
}

function question(path: string, field: Field): Question {
  const { google, required } = field;
  return {
    field: path,
    kind: kindOf(field),
    ...(google?.choices === undefined ? {} : { choices: turned(google.choices) }),
    ...(required === true ? { required } : {}),
    ...(google?.help === undefined ? {} : { help: google.help }),
  };
}

const kinds: Record<Exclude<Reads, 'text'>, string> = {
  tick: 'yes',
  answer: 'yes',
  number: 'text',
  lines: 'lines',
  commas: 'lines',
  pairs: 'parameters',
  expected: 'expected',
};

function kindOf({ reads, input, google }: Field): string {
  if (reads !== 'text') return kinds[reads];
  if (google?.choices !== undefined) return 'choice';
  return input.as === 'area' ? 'prose' : 'text';
}

/** The ticks of one question. */
function partsOf(fields: ReadonlyMap<string, Field>, group: string): Record<string, string> {
  const within = [...fields].filter(([path]) => path.startsWith(`${group}.`));
  return Object.fromEntries(within.map(([path, { google, label }]) => [google?.title ?? label, path.slice(group.length + 1)]));
}

function turned(titles: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(titles).map(([value, title]) => [title, value]));
}

function optional([title, { required: _required, ...question }]: [string, Question]): [string, Question] {
  return [title, question];
}

if (import.meta.main) writeOrCheck(path.resolve(import.meta.dirname, '../google-form/Fields.gs'), fieldsScript());
