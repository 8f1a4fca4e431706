import { z } from 'zod';
import type { Json } from './job-server.ts';

const schema = z.looseObject({ properties: z.record(z.string(), z.looseObject({})), required: z.array(z.string()) });

/** Wrong bodies made from the schema of a right one: each field missing, of every other type, and outside of each bound that the schema names. */
export function wrongBodies(given: object, right: Json): [name: string, body: string][] {
  const { properties, required } = schema.parse(given);
  const fields = Object.entries(properties).flatMap(([field, one]): [string, unknown][] => [
    ...(required.includes(field) ? [[`${field} missing`, undefined] as [string, unknown]] : []),
    ...wrongValues(one, right[field]).map(([what, value]): [string, unknown] => [`${field} ${what}`, value]),
  ]);
  const whole: [string, string][] = ['', 'null', '[]', '1', '"x"', 'true', '{', '{}', '[{}]', '{"a":1,}', "{'a':1}", 'NaN'].map((text) => [
    `whole ${text}`,
    text,
  ]);
  return [
    ...fields.map(([name, value]): [string, string] => [name, JSON.stringify({ ...right, [name.split(' ')[0] ?? '']: value })]),
    ...whole,
  ];
}

function wrongValues(one: Json, right: unknown): [string, unknown][] {
  const types: [string, unknown][] = [
    ['null', null],
    ['a number', 7],
    ['true', true],
    ['a text', 'x'],
    ['a list', [[]]],
    ['an object', { a: 1 }],
    ['a list of numbers', [1]],
    ['a list with null', [null]],
  ];
  return [...types.filter(([, value]) => !takes(one, value)), ...beyond(one, right)];
}

/** What its schema says of it, as far as these values go. */
function takes(one: Json, value: unknown): boolean {
  const any = z.array(z.looseObject({})).safeParse(one['anyOf']);
  if (any.success) return any.data.some((each) => takes(each, value));
  if (value === null) return one['type'] === 'null';
  if (Array.isArray(value)) return false;
  // Its fields may all be left out, and what it does not name is ignored.
  if (typeof value === 'object') return one['type'] === 'object';
  if (typeof value === 'string') return one['type'] === 'string' && one['const'] === undefined && fits(one, value);
  return one['type'] === typeof value;
}

function beyond(one: Json, right: unknown): [string, unknown][] {
  const text = typeof right === 'string' ? right : '';
  const bounds: [string, unknown, boolean][] = [
    ['empty', '', typeof right === 'string' && (one['minLength'] !== undefined || one['pattern'] !== undefined)],
    ['with a line end', `${text}\n`, one['pattern'] !== undefined],
    ['with a blank in front', ` ${text}`, one['pattern'] !== undefined],
    ['in capitals', text.toUpperCase(), !fits(one, text.toUpperCase())],
    ['too long', 'x'.repeat(5_000), one['type'] === 'string'],
    ['with NUL', `${text}\0`, one['type'] === 'string'],
    ['with half a character', `${text}\ud800`, one['type'] === 'string'],
    ['an empty list', [], one['minItems'] !== undefined],
    ['a list with an empty text', [''], isBounded(one['items'])],
    ['a list with NUL', ['\0'], one['type'] === 'array'],
    ['a list of lists', [[right]], one['type'] === 'array'],
    ['too long a list', Array.from({ length: 6_000 }, (_, n) => `x${n}`), one['type'] === 'array'],
  ];
  return bounds.flatMap(([what, value, counts]): [string, unknown][] => (counts ? [[what, value]] : []));
}

function fits({ pattern }: Json, text: string): boolean {
  return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text);
}

function isBounded(items: unknown): boolean {
  return typeof items === 'object' && items !== null && ('minLength' in items || 'pattern' in items);
}
