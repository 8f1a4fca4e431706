import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failureCauses } from '#products/pipelines/domain/job/causes.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { personNamed, toldOf } from '#products/pipelines/domain/run/readers.ts';
import { letterOf, part } from '#test/support/pipelines/letters.ts';

const succeeded = (name: string, heldBack = false) =>
  part(name, 'succeeded', { job: { state: 'succeeded', ...(heldBack ? { heldBack: true } : {}) } });
const failed = (name: string, failure: Partial<Extract<JobState, { state: 'failed' }>>) =>
  part(name, 'failed', { job: { state: 'failed', code: 'nonzero_exit', message: '', ...failure } });

describe('K4 the mail at the end of a run', () => {
  test('K4 all went well: one line says so, and no action is needed', () => {
    const { subject, text } = letterOf([succeeded('extract'), succeeded('model')]);
    expect(subject).toBe('[Rehearsal] aaaaaaaaaaaaaaaa: succeeded — measles on local');
    expect(text.split('\n').slice(0, 2)).toEqual([
      'Grace, the run aaaaaaaaaaaaaaaa of measles on local is over: succeeded.',
      'No action is needed from you.',
    ]);
    for (const line of [
      'Workspace: measles',
      'Backend: local',
      'Code: https://code.example/opensafely/measles, branch main, commit ccccccc',
      'Asked by: grace',
      'Actions: 2 succeeded',
      'Took: 1 h 23 min, until Fri 15 Jan 2027, 09:23 (UTC)',
      'Outputs and logs are on local. To look further: npm run rehearsal -- runs show aaaaaaaaaaaaaaaa',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/What (failed|did not run|was cancelled)/);
  });

  test('K4 O3 what failed stands with its reason, what did not run with whose fault that is', () => {
    const { subject, text } = letterOf([
      failed('extract', { cause: 'exited', exitCode: 3 }),
      part('model', 'dependency_failed', { culprit: 'extract' }),
      part('report', 'dependency_failed', { culprit: 'extract' }),
      succeeded('checks'),
    ]);
    expect(subject).toContain('1 action failed');
    expect(text).toContain('* extract: its program ended with exit code 3\n');
    expect(text).toContain('* model and report, because extract did not succeed\n');
    expect(text).toContain('Actions: 1 succeeded, 1 failed and 2 did not run\n');
  });

  test('K4 R9 a reason is in our words, one for each cause: nothing that an action or its agent said is in a mail', () => {
    const said = 'patient 943 476 5919';
    for (const cause of failureCauses)
      for (const code of ['nonzero_exit', 'unmatched_patterns', 'internal_error', 'job_error'] as const) {
        const { text, html } = letterOf([failed('extract', { code, cause, message: said, losses: 4 })]);
        expect(text).toMatch(/^\* extract: [a-z].{10}/m);
        expect(text + html).not.toContain('943');
      }
    const early = letterOf([failed('extract', { code: 'internal_error', message: said })]).text;
    expect(early).toContain('* extract: the system lost it, which is not its own fault\n');
    expect(letterOf([part('extract', 'failed')]).text).toContain('* extract: it ended without having begun\n');
  });

  test('K4 K3 R9 it names patterns that nothing matched, work that was lost for good, and the run whose job it was', () => {
    const { text } = letterOf([
      failed('table', { code: 'unmatched_patterns', cause: 'exited', unmatched: ['output/a.csv', 'output/b.csv'] }),
      failed('model', { code: 'internal_error', cause: 'silent', losses: 4 }),
      part('shared', 'failed', {
        joins: { job: 'other', run: 'b'.repeat(16) },
        job: { state: 'failed', code: 'nonzero_exit', cause: 'out_of_memory', message: '' },
      }),
    ]);
    expect(text).toContain('* table: nothing was found for output/a.csv and output/b.csv\n');
    expect(text).toContain('* model: its agent did not report in time, the last of 4 attempts that were lost\n');
    expect(text).toContain('* shared: it ran out of memory; it was the job of the run bbbbbbbbbbbbbbbb\n');
  });

  test('K4 O5 who cancelled it is said, of all or of some', () => {
    const all = letterOf([part('a', 'cancelled')], { cancelled: { at: 1, who: 'ruth' } });
    expect(all.subject).toContain('cancelled by ruth');
    expect(all.text).toContain('* a, by ruth\n');
    const some = letterOf([
      succeeded('a'),
      part('b', 'cancelled', { job: { state: 'cancelled', by: 'job-server' } }),
      part('c', 'cancelled'),
    ]);
    expect(some.subject).toContain('cancelled in part');
    expect(some.text).toContain('* b, by job-server\n* c\n');
  });

  test('K4 K2 K3 what was taken, what was tried again and what the guard held back', () => {
    const { text } = letterOf([
      part('extract', 'succeeded', { reused: true }),
      part('model', 'succeeded', { job: { state: 'succeeded', losses: 1 } }),
      succeeded('table', true),
    ]);
    expect(text).toContain('Taken from earlier runs: extract\n');
    expect(text).toContain('Ran again after a loss: model\n');
    expect(text).toContain('Outputs that were held back\n---------------------------\n\n* table\n');
    expect(letterOf([part('extract', 'succeeded', { reused: true })]).subject).toContain('nothing to do');
  });

  test('K4 Z6 a run of 2,191 actions makes a mail of a bounded size, whatever became of them and however long their names are', () => {
    const names = Array.from({ length: 2_191 }, (_, n) => `action_${n}_${'x'.repeat(300)}`);
    const states = ['succeeded', 'failed', 'cancelled', 'dependency_failed'] as const;
    const unmatched = Array.from({ length: 20 }, () => 'p'.repeat(1_000));
    const of = (name: string, n: number) => {
      const state = states[n % 4] ?? 'failed';
      const job = { state: 'failed', code: 'unmatched_patterns', message: '', unmatched } as const;
      return part(name, state, {
        culprit: names[n] ?? '',
        ...(state === 'failed' ? { job } : {}),
        ...(n % 8 === 0 ? { reused: true } : {}),
      });
    };
    const { subject, text, html } = letterOf(names.map(of), { requested: names, createdBy: 'y'.repeat(10_000) });
    expect(subject.length).toBeLessThanOrEqual(150);
    expect(text.length).toBeLessThan(40_000);
    expect(html.length).toBeLessThan(50_000);
    expect(text).toContain('* and 528 more');
  });

  test('K4 X2 names of actions are text, whatever they look like', () => {
    const { text, html } = letterOf([failed('<b>Accept: http://evil\r\nBcc: x</b>', { cause: 'exited', exitCode: 1 })]);
    expect(html).not.toContain('<b>');
    expect(text.split('\n').filter((line) => line.startsWith('Accept:') || line.startsWith('Bcc:'))).toEqual([]);
  });
});

describe('K4 who is told', () => {
  const people = [{ id: 'grace', githubLogin: 'amazing-grace' }, { id: 'ada', githubLogin: 'Grace' }, { id: 'ruth' }];

  test.each([
    ['grace', 'grace'],
    ['Grace', 'ada'],
    ['AMAZING-grace', 'grace'],
    ['ruth', 'ruth'],
    ['Ruth', undefined],
    ['', undefined],
    ['local', undefined],
  ])('K4 %j on the record means %s: an id as it is, or a login in any case', (name, id) => {
    expect(personNamed(name, people)).toBe(id);
  });

  test('K4 nobody twice, and nobody who is not known', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', undefined)), (ids) => {
        const { tells = [] } = toldOf(ids);
        expect(new Set(tells).size).toBe(tells.length);
        expect(tells).toEqual([...new Set(ids.filter((id) => id !== undefined))]);
      }),
    );
  });
});
