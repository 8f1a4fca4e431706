import { expect, test } from '@jest/globals';
import { formFields, jobFields } from '#contexts/intake/domain/form/all.ts';
import type { Field } from '#contexts/intake/domain/form/field.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { begin, recordGates } from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';
import { fullForm, sampleContext, sampleForm } from '#test/support/sample-submission.ts';

/** Told in other words: as owner, repository and number; as a link to the document. */
const otherwise: Record<string, string> = {
  pullRequest: 'oppia/oppia#12345',
  instructionsDoc: '/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789',
};

/** What of an answer must be found in a text that is a copy of it. */
function signsOf(name: string, { reads, input }: Field, typed: string): string[] {
  const other = otherwise[name];
  if (other !== undefined) return [other];
  if (reads === 'tick' || reads === 'answer') return [];
  if (input.as === 'choice') return [input.labels[typed] ?? typed];
  const lines = typed.split('\n');
  if (reads === 'pairs') return lines.map((line) => line.replace(/^[^=]*=/, '').trim());
  return reads === 'expected' ? lines.map((line) => line.replace(/^\\/, '')) : lines;
}

function fieldOf(name: string): Field | undefined {
  return formFields.get(name) ?? jobFields.get(name.replace(/^jobs\[\d+\]\./, ''));
}

test.each([
  ['a request', fullForm()],
  [
    'a feature',
    sampleForm({ kind: 'feature', jobs: undefined, feature: { thirdPartyApis: ['Cloud Translate'], testSteps: 'Open it.\nLook.' } }),
  ],
])('I10 the receipt of %s has every answer of the form', (_what, form) => {
  const parsed = parseSubmission(form, sampleContext);
  if (!parsed.ok) throw new Error('the sample is not right');
  const story = begin({ submission: parsed.submission, backend: parsed.submission.backend ?? 'local' });
  recordGates(story);
  const { text } = renderMail(mailsOf(story).find(({ template }) => template === 'receipt')!.input);
  const asked = toFormFields(form).flatMap(([name, typed]) => {
    const field = fieldOf(name);
    return field === undefined ? [] : signsOf(name, field, typed).map((sign) => [name, sign] as const);
  });
  expect(asked.length).toBeGreaterThan(8);
  const missing = asked.filter(([, sign]) => !text.toLowerCase().includes(sign.toLowerCase()));
  expect(missing).toEqual([]);
});
