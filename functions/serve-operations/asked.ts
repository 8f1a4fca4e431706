import type { OperationAnswer, OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import { askFields, type AskField } from '#contexts/access/contracts/ask-fields.ts';
import { readAsked, type TypedFields } from '#contexts/access/contracts/read-asked.ts';
import { OWN, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { wordsOf, type WordsTable } from '#contexts/access/pages/asking/words.ts';
import { operationSchema } from '#doors/contracts/operations.ts';
import { backPath } from '#doors/read-ask.ts';
import type { Typed } from '#html/typed.ts';

/** What a page asks for, as its form says it. */
export interface Asked {
  view: AskView;
  typed: TypedFields;
  value: Record<string, unknown>;
  isSure: boolean;
  /** Fields that its form asks for, and that are empty. */
  missing: OperationProblem[];
}

interface Reading {
  words: WordsTable;
  newForm: () => string;
}

const FORM = /^[A-Za-z0-9-]{1,64}$/;

/** Undefined where there is no operation of this name. `typed` also holds the form's own fields. */
export function readAskedOf(operation: string, typed: TypedFields, { words, newForm }: Reading): Asked | undefined {
  const schema = operationSchema(operation);
  if (schema === undefined) return undefined;
  const all = askFields(schema);
  const given = new Set((typed.get(OWN.given) ?? '').split(','));
  const isGiven = (name: string): boolean => given.has(name) && typed.has(name);
  const form = typed.get(OWN.form) ?? '';
  const proof = typed.get(OWN.proof);
  const needs = all.flatMap(({ name }) => ((typed.get(OWN.needs) ?? '').split(',').includes(name) ? [name] : []));
  const view: AskView = {
    operation,
    words: wordsOf(words, operation),
    fields: all.filter(({ name }) => !isGiven(name)),
    values: new Map(all.flatMap(({ name }) => (isGiven(name) ? [[name, typed.get(name) ?? '']] : []))),
    back: backPath(typed.get(OWN.back)),
    form: FORM.test(form) ? form : newForm(),
    ...(proof === undefined ? {} : { proof }),
    ...(needs.length === 0 ? {} : { needs }),
  };
  const missing = needs.flatMap((path) => (isEmpty(typed, path) ? [{ path, code: 'required', message: missingOf(all, path) }] : []));
  return { view, typed, missing, value: readAsked(operation, all, typed), isSure: typed.get(OWN.sure) === 'yes' };
}

/** Of a list, boxes of the page before were to be ticked. */
function missingOf(all: readonly AskField[], path: string): string {
  const as = all.find(({ name }) => name === path)?.as;
  return as === 'lines' || as === 'several'
    ? 'None was chosen: go back and tick those that you mean, or name them here.'
    : 'It must be given.';
}

function isEmpty(typed: TypedFields, name: string): boolean {
  return (typed.get(name) ?? '').trim() === '';
}

/** The form of what was only shown, filled in with what was typed and what the answer says. */
export function nextOf(
  next: string,
  { view, typed }: Asked,
  { facts = {} }: OperationAnswer,
  { words, newForm }: Reading,
): AskView | undefined {
  const schema = operationSchema(next);
  if (schema === undefined) return undefined;
  const values = askFields(schema).flatMap(({ name }): [string, string][] => {
    const value = Object.hasOwn(facts, name) ? String(facts[name]) : typed.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const fields = askFields(schema).filter(({ name, required }) => required && !values.some(([known]) => known === name));
  return { ...view, operation: next, words: wordsOf(words, next), values: new Map(values), fields, form: newForm() };
}

/** Everything typed, to be sent again as it is. */
export function allGiven({ view, typed }: Asked): AskView {
  const all = [...view.values.keys(), ...view.fields.map(({ name }) => name)];
  return { ...view, fields: [], values: new Map(all.flatMap((name) => (typed.has(name) ? [[name, typed.get(name) ?? '']] : []))) };
}

/** Beside its field, or above the form where it has none. */
export function withProblems({ typed }: Asked, problems: readonly OperationProblem[]): Typed {
  return { values: typed, problems: new Map(problems.map(({ path, message }) => [path.split('.', 1)[0] ?? '', message])) };
}

/** Of a link: what names the thing is given, everything else is typed at first. */
export function linkedTo(operation: string, query: URLSearchParams): TypedFields {
  const schema = operationSchema(operation);
  const named = schema === undefined ? [] : askFields(schema).filter(({ name, required }) => required && query.has(name));
  return new Map([...query, [OWN.given, named.map(({ name }) => name).join(',')], [OWN.back, query.get('back') ?? '']]);
}
