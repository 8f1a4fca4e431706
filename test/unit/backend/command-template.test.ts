import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillTemplate, placeholdersIn } from '#contexts/operations/domain/command-template.ts';

test('E6 placeholders are filled in place; what has no value yet stays', () => {
  const template = ['node', '{workdir}/run.mjs', '{job}', '--x={job}-{sha}'];
  expect(placeholdersIn(template)).toEqual(['workdir', 'job', 'sha']);
  expect(fillTemplate(template, { job: 'CountJob', sha: 'abc' })).toEqual(['node', '{workdir}/run.mjs', 'CountJob', '--x=CountJob-abc']);
});

test('E6 no value adds an argument or is read as a template, whatever is in it', () => {
  const hostile = fc.oneof(fc.string(), fc.constantFrom('{sha}', '{job}', "'; rm -rf /", '$&', '$1', '--flag', ''));
  fc.assert(
    fc.property(hostile, hostile, (job, sha) => {
      expect(fillTemplate(['{job}', 'a{sha}b'], { job, sha })).toEqual([job, `a${sha}b`]);
    }),
  );
});
