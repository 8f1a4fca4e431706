import { expect, test } from '@jest/globals';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { formOfRequest } from '#products/rehearsal/pages/form-page.ts';
import { readFormBody } from '#doors/form-body.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { begin } from '#test/support/given-request.ts';
import { fullForm, sampleContext, sampleForm } from '#test/support/sample-submission.ts';

const forms: [string, Record<string, unknown>][] = [
  ['full', fullForm()],
  ['small', sampleForm()],
  ['branch', sampleForm({ kind: 'existing_job', pullRequest: undefined, ref: 'develop', reason: 'Again.' })],
  ['feature', sampleForm({ kind: 'feature', jobs: undefined, feature: { thirdPartyApis: ['Mailgun'], testSteps: 'Open it.' } })],
];

test.each(forms)('I12 a %s submission can be made a form again, also through the page', (_, form) => {
  const parsed = parseSubmission(form, sampleContext);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { submission } = parsed;
  const again = { ...formOfRequest({ ...begin().state, submission }), submissionId: submission.submissionId, testedLocally: true };
  expect(parseSubmission(again, sampleContext)).toStrictEqual(parsed);
  const page = new URLSearchParams(toFormFields(again)).toString();
  expect(parseSubmission(readFormBody(Buffer.from(page)).value, sampleContext)).toStrictEqual(parsed);
});
