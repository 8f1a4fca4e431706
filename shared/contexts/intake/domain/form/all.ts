import { changeFields } from './change.ts';
import { featureFields } from './feature.ts';
import type { Field, Fields, Group } from './field.ts';
import { coverFields, coversGroup, instructionFields } from './instructions.ts';
import { auditFields, jobFields as firstJobFields, lastJobFields } from './job.ts';
import { placeFields } from './place.ts';
import { reasonFields } from './reasons.ts';
import { youFields } from './you.ts';

/** Every field that people fill in, but those of jobs, by its path in the form, in the form's order. */
export const formFields: ReadonlyMap<string, Field> = new Map([
  ...under('contributor.', youFields),
  ...under('', changeFields),
  ...under('feature.', featureFields),
  ...under('', instructionFields),
  ...under('docCovers.', coverFields),
  ...under('', reasonFields),
  ...under('', placeFields),
]);

/** The same of one job, behind `jobs[<number>].`. */
export const jobFields: ReadonlyMap<string, Field> = new Map([
  ...under('', firstJobFields),
  ...under('auditEvidence.', auditFields),
  ...under('', lastJobFields),
]);

export const formGroups: ReadonlyMap<string, Group> = new Map<string, Group>([
  ['feature', { label: 'The feature' }],
  ['docCovers', coversGroup],
  ['jobs', { label: 'Jobs' }],
]);
export const jobGroups: ReadonlyMap<string, Group> = new Map([['auditEvidence', { label: 'Earlier audit' }]]);

function under(prefix: string, fields: Fields): [path: string, field: Field][] {
  return Object.entries(fields).map(([name, field]) => [`${prefix}${name}`, field]);
}
