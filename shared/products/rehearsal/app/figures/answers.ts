import { seconds, type Figure } from '#kernel/figures.ts';
import { figuresOf } from '#kernel/promises/figures.ts';
import type { Instant } from '#kernel/time.ts';
import { readResponses } from '#products/rehearsal/app/count-answer.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** S6. How the answers of this month and the last came. */
export async function answerFigures(system: System, now: Instant): Promise<Figure[]> {
  const months = await readResponses(system, now, 2);
  const each = months.flatMap(({ month, all }) => {
    const figures = figuresOf(all);
    return figures === undefined ? [] : [{ month, all, figures }];
  });
  return [
    {
      name: 'rehearsal_answers_total',
      about: 'Promised answers that were given in a month, by whether they came in time.',
      type: 'counter',
      samples: each.flatMap(({ month, all }) => [
        { labels: { month, in_time: 'yes' }, value: all.inTime },
        { labels: { month, in_time: 'no' }, value: all.answers - all.inTime },
      ]),
    },
    {
      name: 'rehearsal_answer_seconds',
      about: 'How long promised answers took in a month, at most 5 percent too long.',
      type: 'gauge',
      samples: each.flatMap(({ month, figures }) => [
        { labels: { month, quantile: '0.5' }, value: seconds(figures.median) },
        { labels: { month, quantile: '0.9' }, value: seconds(figures.ninetieth) },
      ]),
    },
  ];
}
