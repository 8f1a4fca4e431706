import { expect, test } from '@jest/globals';
import { factsOf } from '#products/pipelines/domain/plan-file/facts.ts';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { generatePlan } from '#test/support/pipelines/generated.ts';

test.each([
  ['as the largest real one', { actions: 2_191, needs: 3_788, widest: 702 }],
  ['as large as a plan may be', { actions: 5_000, needs: 9_000, widest: 702 }],
])('K1 a plan %s is read, with lines that end as on Windows', (_, size) => {
  const { text, edges } = generatePlan(size);
  const read = readPlanFile(text.replaceAll('\n', '\r\n'));
  expect(read).toMatchObject({ ok: true, warnings: [] });
  if (!read.ok) return;
  expect(factsOf(read.plan, String)).toMatchObject({ actions: size.actions, edges: size.needs, max_needs: size.widest, version: 5 });
  expect(edges).toBe(size.needs);
});

test('K1 a chain as long as a plan may be is as deep, and closed it is told as one cycle', () => {
  const block = (n: number, need: number | undefined): string =>
    `  a${n}: {run: r:v2 ${n}, outputs: {highly_sensitive: {}}, needs: [${need === undefined ? '' : `a${need}`}]}\n`;
  const chain = (first: number | undefined): string =>
    `version: 5\nactions:\n${Array.from({ length: 5_000 }, (_, n) => block(n, n === 0 ? first : n - 1)).join('')}`;
  const open = readPlanFile(chain(undefined));
  expect(open.ok && factsOf(open.plan, String).depth).toBe(5_000);
  const closed = readPlanFile(chain(4_999));
  expect(closed).toMatchObject({
    ok: false,
    problems: [{ rules: ['N05'], message: expect.stringMatching(/^cycle a0 > a4999 > .* more … > .* > a0$/) }],
  });
});
