import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { readExpectedLine, writeExpectedLine } from '#doors/expected-output-text.ts';
import { readFormBody } from '#doors/form-body.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { fullForm, sampleContext, sampleForm, sampleJob } from '#test/support/sample-submission.ts';

function encode(fields: readonly (readonly [string, string])[]): Buffer {
  // As browsers do: line feeds travel as CR LF.
  return Buffer.from(
    new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value.replaceAll('\n', '\r\n')])).toString(),
  );
}

function throughForm(form: unknown): unknown {
  const { value, problems } = readFormBody(encode(toFormFields(form)));
  expect(problems).toEqual([]);
  return value;
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,12}$/);
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.tuple(fc.constantFrom('~ ', '= ', '>= ', '\\', '\\\\', '\\= ', '<= x: 1', '=', ' = '), fc.string()).map((parts) => parts.join('')),
  )
  .filter((text) => text.trim() !== '' && !/[\r\n]/.test(text));
const expected = fc.oneof(
  line.map((text) => ({ kind: 'exact', line: text })),
  line.map((text) => ({ kind: 'pattern', pattern: text })),
  fc.record({
    kind: fc.constant('count'),
    label: line.map((text) => text.trim()),
    comparison: fc.constantFrom('=', '>=', '<='),
    value: fc.nat(),
  }),
);

describe('our own form', () => {
  test('I12 every optional field goes there and back', () => {
    const form = fullForm();
    const direct = parseSubmission(form, sampleContext);
    expect(direct.ok).toBe(true);
    expect(parseSubmission(throughForm(form), sampleContext)).toStrictEqual(direct);
  });

  test('I12 forms of other kinds go there and back', () => {
    const feature = { thirdPartyApis: ['Mailgun', 'Cloud Translate, v3'], testSteps: 'Open.\n\n  Look.' };
    for (const form of [
      sampleForm({ kind: 'feature', jobs: undefined, feature }),
      sampleForm({ kind: 'existing_job', pullRequest: undefined, ref: 'develop', reason: 'Because.' }),
    ]) {
      expect(parseSubmission(throughForm(form), sampleContext)).toStrictEqual(parseSubmission(form, sampleContext));
    }
  });

  test('I12 any jobs go there and back', () => {
    const job = fc.record({
      name: word.map((text) => `${text}Job`),
      role: fc.constantFrom('audit', 'other', 'verify'),
      needs: fc.array(word, { maxLength: 3, minLength: 1 }),
      parameters: fc.dictionary(
        word,
        line.map((text) => text.trim()),
        { minKeys: 1, maxKeys: 3 },
      ),
      expectedOutput: fc.array(expected, { minLength: 1, maxLength: 5 }),
      safeToRerun: fc.constant(true),
    });
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 4 }), (jobs) => {
        expect(throughForm({ jobs })).toMatchObject({ jobs: structuredClone(jobs) });
      }),
    );
  });

  test('R8 any expected line is written so that it is read as it was', () => {
    fc.assert(
      fc.property(expected, (entry) => expect(readExpectedLine(writeExpectedLine(entry))).toEqual(entry)),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['SUCCESS: 3', { kind: 'exact', line: 'SUCCESS: 3' }],
    ['  indented', { kind: 'exact', line: '  indented' }],
    ['== DONE ==', { kind: 'exact', line: '== DONE ==' }],
    ['~ DONE * of *', { kind: 'pattern', pattern: 'DONE * of *' }],
    ['= EXP: PROCESSED: 169', { kind: 'count', label: 'EXP: PROCESSED', comparison: '=', value: 169 }],
    ['>= A:1', { kind: 'count', label: 'A', comparison: '>=', value: 1 }],
    ['= no number', { kind: 'count', label: 'no number', comparison: '=' }],
    ['\\= x', { kind: 'exact', line: '= x' }],
    ['\\d', { kind: 'exact', line: '\\d' }],
  ])('R8 %j is read', (typed, entry) => {
    expect(readExpectedLine(typed)).toEqual(entry);
  });

  test('I12 empty fields are left out, boxes that are not ticked say no, empty rows close up', () => {
    const { value } = readFormBody(
      encode([
        ['reason', ' '],
        ['essential', ''],
        ['testedLocally', 'on'],
        ['jobs[0].role', 'other'],
        ['jobs[3].name', 'AJob'],
        ['jobs[3].safeToRerun', 'on'],
        ['jobs[1].name', ''],
      ]),
    );
    expect(value).toEqual({
      contributor: {},
      testedLocally: true,
      jobs: [{ name: 'AJob', safeToRerun: true }],
      docCovers: { verification: false, expectedOutput: false, useOfOutput: false, recovery: false, debugging: false },
    });
  });

  test('I3 an empty form has a problem at each field that must be filled', () => {
    const parsed = parseSubmission(readFormBody(Buffer.from('kind=feature')).value, sampleContext);
    const paths = parsed.ok ? [] : parsed.problems.map((problem) => problem.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'contributor.name',
        'contributor.email',
        'feature.thirdPartyApis',
        'feature.testSteps',
        'pullRequest',
        'testedLocally',
      ]),
    );
  });

  test('I12 what is broken is kept as typed', () => {
    const fields: [string, string][] = [
      ['kind', 'what'],
      ['formVersion', 'x'],
      ['jobs[0].name', 'no job'],
      ['jobs[0].expectedOutput', '= no number\n~ *'],
      ['jobs[0].parameters', 'a b\nc=d=e'],
      ['testedLocally', 'perhaps'],
    ];
    expect(new Map(toFormFields(readFormBody(encode(fields)).value))).toEqual(
      new Map([...fields.filter(([name]) => name !== 'jobs[0].parameters'), ['jobs[0].parameters', 'a b=\nc=d=e']]),
    );
  });

  test('I3 problems of a form point at its fields', () => {
    const form = sampleForm({ contributor: { name: 'A', email: 'x', githubLogin: 'a' }, jobs: [sampleJob({ name: 'Wrong' })] });
    const parsed = parseSubmission(throughForm(form), sampleContext);
    const names = toFormFields(form).map(([name]) => name);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => names.includes(problem.path))).toEqual([true, true]);
  });
});

describe('hostile forms', () => {
  test('I3 names from outside never become anything but unknown fields', () => {
    const names = [
      '__proto__',
      '__proto__[x]',
      'constructor',
      'constructor.prototype',
      'jobs[0].__proto__',
      'jobs[0].constructor.name',
      'jobs[99999999].name',
      'jobs[-1].name',
      'jobs[00].name',
      'jobs',
      'jobs[]',
      'contributor',
      'contributor[name]',
      'toString',
      'jobs[1e1].name',
      'jobs[0].auditEvidence',
    ];
    const { value, problems } = readFormBody(encode(names.map((name) => [name, 'x'])));
    expect(problems).toEqual([]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.prototype).not.toHaveProperty('x');
    const parsed = parseSubmission(value, sampleContext);
    const unknown = parsed.ok ? [] : parsed.problems.filter((problem) => problem.code === 'unknown_field');
    // `jobs` and `contributor` are fields, only not ones that a form can fill with one text.
    expect(unknown).toHaveLength(names.length - 2);
  });

  test('I3 a field that came twice, too many fields, and bytes that are no text are problems', () => {
    expect(readFormBody(Buffer.from('kind=a&kind=b&%5B%0A=1&%5B%0A=2')).problems).toMatchObject([
      { path: 'kind', code: 'repeated_field' },
      { path: '["[\\n"]', code: 'repeated_field' },
    ]);
    expect(readFormBody(Buffer.from('a=&'.repeat(2_001))).problems).toMatchObject([{ code: 'too_many' }]);
    expect(readFormBody(Buffer.from([0xff, 0xfe])).problems).toMatchObject([{ code: 'not_text' }]);
  });

  test('I3 buttons and tokens of the page are passed over', () => {
    expect(readFormBody(Buffer.from('action=preview&action=send&kind=x'), ['action'])).toMatchObject({
      value: { kind: 'x' },
      problems: [],
    });
  });

  test('I3 naughty strings as names and values', () => {
    for (const text of naughtyStrings) {
      const { value } = readFormBody(
        encode([
          [text, text],
          [`jobs[0].${text}`, text],
          ['jobs[0].parameters', text],
          ['jobs[0].expectedOutput', text],
          ['contributor.name', text],
        ]),
      );
      expect(parseSubmission(value, sampleContext).ok).toBe(false);
      toFormFields(value);
    }
  });

  test('I3 any bytes, and prefill from anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
        expect(parseSubmission(readFormBody(Buffer.from(bytes)).value, sampleContext).ok).toBe(false),
      ),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(Array.isArray(toFormFields({ jobs: value, contributor: value, docCovers: value, reason: value }))).toBe(true),
      ),
    );
  });
});
