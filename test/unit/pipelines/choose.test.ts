import { describe, expect, test } from '@jest/globals';
import { choose, closureOf, definitionText, unknownNames, type Asked } from '#products/pipelines/domain/ask/choose.ts';
import type { KnownAction, KnownOutcome } from '#products/pipelines/domain/ask/known.ts';
import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';
import { seededRandom } from '#test/support/seeded-random.ts';

function action(name: string, needs: string[] = [], run = `python:v2 python ${name}.py`): Action {
  const outputs = [{ level: 'moderately_sensitive' as const, name: 't', path: `output/${name}.csv` }];
  return { name, run, words: run.split(' '), image: { name: 'python', version: 'v2' }, needs, outputs, usesDatabase: false };
}

function ended(name: string, succeeded: boolean, definition = definitionText(action(name))): KnownAction {
  const newest: KnownOutcome = { job: `job-${name}`, run: 'before', succeeded, definition, commit: 'a'.repeat(40), endedAt: 5 };
  return { newest };
}

const running = (name: string): KnownAction => ({ active: { job: `job-${name}`, run: 'other' } });

/** data → clean → model, and report beside them. */
const actions = [action('data'), action('clean', ['data']), action('model', ['clean']), action('report', ['clean'])];

function chosen(asked: Partial<Asked>, known: Record<string, KnownAction> = {}, from = actions) {
  const whole: Asked = { requested: ['model'], force: false, reuse: 'workspace', ...asked };
  return choose(whole, { actions: from, known: (name) => known[name] ?? {}, definitionOf: definitionText });
}

function words(result: ReturnType<typeof chosen>): string {
  const each = result.choices.map(({ name, take }) => `${name} ${take}`).join(', ');
  return 'nothing' in result ? `${result.nothing}: ${each}` : each;
}

describe('K2 which actions run', () => {
  test.each<[string, Partial<Asked>, Record<string, KnownAction>, string]>([
    ['never ran', {}, {}, 'data run, clean run, model run'],
    [
      'what is needed and succeeded is taken, and nothing beneath it is looked at',
      {},
      { clean: ended('clean', true) },
      'clean reuse, model run',
    ],
    ['what failed runs again', {}, { data: ended('data', true), clean: ended('clean', false) }, 'data reuse, clean run, model run'],
    ['requested and succeeded runs again', {}, { clean: ended('clean', true), model: ended('model', true) }, 'clean reuse, model run'],
    ['what runs is joined', {}, { clean: running('clean') }, 'clean join, model run'],
    ['what is requested and runs is no new job', {}, { model: running('model') }, 'under_way: model join'],
    ['forced', { force: true }, { data: ended('data', true), clean: ended('clean', true) }, 'data run, clean run, model run'],
    ['forced joins what runs all the same', { force: true }, { clean: running('clean') }, 'clean join, model run'],
    ['all', { requested: ['run_all'] }, { data: ended('data', true) }, 'data reuse, clean run, model run, report run'],
    [
      'all, and all has succeeded',
      { requested: ['run_all'] },
      Object.fromEntries(actions.map(({ name }) => [name, ended(name, true)])),
      'all_succeeded: data reuse, clean reuse, model reuse, report reuse',
    ],
    [
      'all, and the rest runs already',
      { requested: ['run_all'] },
      { ...Object.fromEntries(actions.map(({ name }) => [name, ended(name, true)])), report: running('report') },
      'under_way: data reuse, clean reuse, model reuse, report join',
    ],
    ['two of them share what they need', { requested: ['report', 'model'] }, {}, 'data run, clean run, model run, report run'],
  ])('K2 %s', (_, asked, known, expected) => {
    expect(words(chosen(asked, known))).toBe(expected);
  });

  test('K2 an action that is another one by now is taken by the workspace rule alone', () => {
    const known = { clean: ended('clean', true, 'as it was before') };
    expect(words(chosen({ reuse: 'workspace' }, known))).toBe('clean reuse, model run');
    expect(chosen({ reuse: 'same' }, known).choices).toContainEqual({ name: 'clean', take: 'run', why: 'changed' });
  });

  test('K2 by the same rule, what needs something that runs again runs again', () => {
    const known = { data: ended('data', false), clean: ended('clean', true) };
    expect(words(chosen({ reuse: 'same' }, known))).toBe('data run, clean run, model run');
    expect(words(chosen({ reuse: 'same' }, { ...known, data: ended('data', true) }))).toBe('clean reuse, model run');
  });

  test('K2 names that the file does not have are all told, each once', () => {
    expect(unknownNames(actions, ['nothing', 'data', 'run_all', 'nothing', '__proto__'])).toEqual(['nothing', '__proto__']);
  });

  test('K2 the same text is the same action, whatever it is called; other outputs are another', () => {
    const { run, outputs } = action('x');
    expect(definitionText({ run, outputs })).toBe(definitionText(action('x')));
    expect(definitionText({ ...action('x'), outputs: [] })).not.toBe(definitionText(action('x')));
  });
});

test('K2 whatever is known: nothing that runs is doubled, what runs has all that it needs, and nothing else is asked for', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seededRandom(seed);
    const pick = (n: number): number => Math.floor(random() * n);
    const all = Array.from({ length: 1 + pick(12) }, (_, n) =>
      action(`a${n}`, n === 0 ? [] : Array.from({ length: pick(3) }, () => `a${pick(n)}`)),
    );
    const known = Object.fromEntries(
      all.map(({ name }) => [name, [{}, ended(name, true), ended(name, false), running(name)][pick(4)] ?? {}]),
    );
    const requested = pick(5) === 0 ? ['run_all'] : all.filter(() => pick(3) === 0).map(({ name }) => name);
    if (requested.length === 0) continue;
    const { choices } = chosen({ requested, force: pick(2) === 0, reuse: pick(2) === 0 ? 'same' : 'workspace' }, known, all);
    const taken = new Map(choices.map((one) => [one.name, one]));
    const needed = new Set(requested);
    for (const { name, needs } of all) {
      const own = taken.get(name);
      if (known[name]?.active !== undefined && own !== undefined) expect(own.take).toBe('join');
      if (own?.take !== 'run') continue;
      for (const need of needs) {
        expect(taken.has(need)).toBe(true);
        needed.add(need);
      }
    }
    if (requested[0] !== 'run_all') for (const { name } of choices) expect(needed).toContain(name);
  }
});

test('K2 a file of 5,000 actions, each needing the one before', () => {
  const long = Array.from({ length: 5_000 }, (_, n) => action(`a${n}`, n === 0 ? [] : [`a${n - 1}`]));
  expect(closureOf(long, ['a4999'])).toHaveLength(5_000);
  expect(chosen({ requested: ['a4999'] }, {}, long).choices).toHaveLength(5_000);
});
