import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { formFields, jobFields } from '#contexts/intake/domain/form/all.ts';
import { limitOf } from '#contexts/intake/domain/form/field.ts';
import { submissionForm } from '#contexts/intake/domain/form.ts';
import { formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView } from '#products/rehearsal/pages/form-page/make-view.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { framedPage } from '#test/support/framed-page.ts';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** `jobs[].auditEvidence.step`: what has no fields within. */
function leaves({ properties, items }: Schema, path: string): string[] {
  if (items?.properties !== undefined) return leaves(items, `${path}[]`);
  if (properties === undefined) return [path];
  return Object.entries(properties).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`));
}

const untyped = ['formVersion', 'submissionId', 'contributor.emailVerified'];
const asked = [...formFields.keys(), ...[...jobFields.keys()].map((name) => `jobs[].${name}`)];

describe('the table of the form’s fields', () => {
  test('I4 has what the schema takes, and nothing else', () => {
    const schema = z.toJSONSchema(submissionForm, { io: 'input', unrepresentable: 'any' }) as Schema;
    expect([...asked, ...untyped].toSorted()).toEqual(leaves(schema, '').toSorted());
  });

  test('I12 every field of it is on the page, with the schema’s limit', () => {
    const page = framedPage(
      formPage(formView({ rules: sampleRules, timeZone: 'UTC' }, { fields: [], now: 1_800_000_000_000, jobRows: 2 })),
    );
    const all = [...formFields, ...[...jobFields].map(([name, field]) => [`jobs[0].${name}`, field] as const)];
    for (const [name, field] of all) {
      const [control = ''] = new RegExp(`<(?:input|textarea|select)[^>]* name="${name.replace(/[.[\]]/g, '\\$&')}"[^>]*>`).exec(page) ?? [];
      expect([name, control]).toEqual([name, expect.stringContaining('<')]);
      const { max } = limitOf(field);
      if (max !== undefined && field.input.as === 'line')
        expect([name, control]).toEqual([name, expect.stringContaining(`maxlength="${max}"`)]);
    }
  });

  test('I4 no two questions of the Google Form have one title', () => {
    for (const fields of [formFields, jobFields]) {
      const titles = [...fields.values()].flatMap(({ google }) => google?.title ?? []);
      expect(titles).toEqual([...new Set(titles)]);
    }
  });
});
