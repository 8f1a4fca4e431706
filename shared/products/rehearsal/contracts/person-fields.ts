import { z } from 'zod';
import { isId } from '#contexts/access/ids.ts';
import { placeKinds, type Place } from '#contexts/access/domain/rights/place.ts';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';

export const personId = z
  .string()
  .refine(
    (text) => isId('person', text),
    'must be the id of a person: lower-case letters, digits and hyphens, at most 40, and no word such as contributor',
  )
  .meta({ examples: ['rosa'] });
export const roleField = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be the name of a role')
  .meta({ examples: ['researcher'] });

/** W4. Where a role holds; for all where none is given. */
export const whereFields = {
  backend: z
    .string()
    .min(1)
    .max(40)
    .meta({ examples: ['local'] })
    .optional(),
  workspace: z
    .string()
    .min(1)
    .max(200)
    .meta({ examples: ['asthma'] })
    .optional(),
  client: z.string().min(1).max(40).optional(),
};

export const whereOptions = { backend: 'value', workspace: 'value', client: 'value' } as const;

export function whereGiven(options: Given['options']): { [K in (typeof placeKinds)[number]]?: string } {
  return Object.fromEntries(placeKinds.flatMap((kind) => (options[kind] === undefined ? [] : [[kind, options[kind]]])));
}

export function placeGiven(asked: Place): 'all' | Place {
  const named = placeKinds.flatMap((kind) => (asked[kind] === undefined ? [] : [[kind, asked[kind]] as const]));
  return named.length === 0 ? 'all' : Object.fromEntries(named);
}
