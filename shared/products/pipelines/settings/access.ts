import { z } from 'zod';

const word = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be lower-case letters, digits and _');

function words(defaults: readonly string[]): z.ZodDefault<z.ZodArray<z.ZodString>> {
  return z
    .array(word)
    .max(100)
    .default([...defaults]);
}

/** K1, P5. What actions may name, and what may be asked for with a run. Defaults are those of OpenSAFELY. */
export const accessSettings = {
  images: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be the name of an image, without registry and version'))
    .min(1)
    .max(100)
    .default(['ehrql', 'stata-mp', 'r', 'jupyter', 'python', 'sqlrunner'])
    .describe('names of images that actions may run; what is none of them is a reusable action'),
  reusableActions: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, 'must be an owner at the code host')
    .optional()
    .describe('owner of the repositories of reusable actions, such as `opensafely-actions`; left out, there are none'),
  datasetPermissions: words([
    'appointments',
    'icnarc',
    'isaric',
    'open_prompt',
    'ukrr',
    'waiting_list',
    'sgss_covid_all_tests',
    'occupation_on_covid_vaccine_record',
    'covid_therapeutics',
  ]).describe('data sets that a run may be allowed to read'),
  populationPermissions: words(['include_ndoo', 'include_t1oo', 'include_gp_unactivated']).describe(
    'groups of people whose data a run may be allowed to read',
  ),
  componentAccess: words(['event_level_data']).describe('parts of the query language that a run may be allowed to use'),
} as const;
