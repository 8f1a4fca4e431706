import { z } from 'zod';
import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { Answer } from './answer.ts';

type Next = NonNullable<OperationAnswer['next']>;

/** P1. What a performer said, as programs get it: the fields of its answer as they are typed there, and none that says nothing. */
export function spoken(
  { facts: shape, others, lists }: Answer,
  { facts = {}, rows = [], next, amiss, outcome }: OperationAnswer,
  cursorOf: (next: Next) => string,
): object {
  const names = Object.keys(lists);
  const found = rows.map((row) => ({ row, list: names.find((name) => knows(lists[name] ?? {}, row)) ?? names[0] }));
  const each = Object.entries(lists).map(([name, fields]): [string, object[]] => [
    name,
    found.flatMap(({ row, list }) => (list === name ? [typed(fields, row)] : [])),
  ]);
  return {
    ...typed(shape, facts, others),
    ...Object.fromEntries(each),
    ...(next === undefined ? {} : { nextCursor: cursorOf(next) }),
    ...(amiss === undefined ? {} : { amiss }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function knows(fields: z.ZodRawShape, row: OperationRow): boolean {
  return Object.keys(row).every((name) => Object.hasOwn(fields, name));
}

function typed(shape: z.ZodRawShape, row: OperationRow, others?: z.ZodType): object {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      const schema = Object.hasOwn(shape, name) ? shape[name] : others;
      return schema === undefined || value === '' ? [] : [[name, valueOf(bare(schema), value)]];
    }),
  );
}

/** How people are told that a list is empty. */
const NOTHING: ReadonlySet<string> = new Set(['none', 'nobody', 'nothing']);

/** Performers speak to people, too: a list is one text with commas, and the name of a state may be two words. */
function valueOf(schema: z.core.$ZodType, value: OperationRow[string]): unknown {
  if (typeof value !== 'string') return value;
  if (schema instanceof z.ZodArray) return NOTHING.has(value) ? [] : value.split(', ');
  return schema instanceof z.ZodType && schema.meta()?.['x-extensible-enum'] !== undefined ? value.replaceAll(' ', '_') : value;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}
