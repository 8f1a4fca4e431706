import { expect, test } from '@jest/globals';
import { addAnswer, noAnswers } from '#kernel/promises/figures.ts';
import { HOUR } from '#kernel/time.ts';
import { responseTimes } from '#products/rehearsal/pages/response-times.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const all = [2, 3, 30].reduce((tally, hours) => addAnswer(tally, hours * HOUR, 24 * HOUR), noAnswers);
const months = [{ month: '2026-11', all, byAdmin: { grace: all, '<left>': all } }];

test('S6 the chart says in words what it shows, and the tables say it again: by month and by admin', () => {
  const { markup } = responseTimes(months, sampleRules);
  expect(markup).toMatch(/role="img" aria-label="Response times of 1 month\. 2026-11: median 3 h/);
  const cells = [...markup.matchAll(/<th scope="row"(?: class="whole")?>(.*?)<\/th><td>(.*?)<\/td><td>(.*?)<\/td>/g)].map((row) =>
    row.slice(1),
  );
  expect(cells).toEqual([
    ['2026-11', '3', '66 %'],
    ['Grace Hopper', '3', '66 %'],
    ['&lt;left&gt;', '3', '66 %'],
  ]);
  expect(markup).not.toMatch(/<script|style=/);
});

test('S6 before the first answer the board says so', () => {
  expect(responseTimes([], sampleRules).markup).toContain('No answers have been counted yet.');
});
