import type { Reads } from '#contexts/intake/domain/form/field.ts';
import { writeExpectedLine } from './expected-output-text.ts';
import { formReads, jobReads, type ReadsByName } from './form-fields.ts';

/**
 * A form (as it came, or made from an earlier request) as the texts of our form's fields: what was typed is kept, and a resubmission is
 * prefilled (I12). The opposite of `readFormBody`. Takes broken forms too; what has no field is left out.
 */
export function toFormFields(form: unknown): [name: string, value: string][] {
  const jobs = propertyOf(form, 'jobs');
  const rows = Array.isArray(jobs) ? jobs.slice(0, 100) : [];
  return [...writeFields(form, formReads, ''), ...rows.flatMap((job: unknown, row) => writeFields(job, jobReads, `jobs[${row}].`))];
}

function writeFields(form: unknown, table: ReadsByName, prefix: string): [string, string][] {
  return [...table].flatMap(([path, reads]): [string, string][] => {
    const value = path.split('.').reduce(propertyOf, form);
    const text = value === undefined || value === null ? '' : writeField(reads, value);
    return text === '' ? [] : [[prefix + path, text]];
  });
}

function writeField(reads: Reads, value: unknown): string {
  switch (reads) {
    case 'tick':
    case 'answer':
      return value === true ? 'on' : value === false ? '' : plain(value);
    case 'text':
    case 'number':
      return plain(value);
    case 'lines':
      return Array.isArray(value) ? value.map(plain).join('\n') : plain(value);
    case 'commas':
      return Array.isArray(value) ? value.map(plain).join(', ') : plain(value);
    case 'pairs':
      return typeof value === 'object' && value !== null
        ? Object.entries(value)
            .map(([name, text]) => `${name}=${plain(text)}`)
            .join('\n')
        : plain(value);
    case 'expected':
      return Array.isArray(value) ? value.map(writeExpectedLine).join('\n') : plain(value);
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
