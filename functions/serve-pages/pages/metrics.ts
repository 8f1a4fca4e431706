import type { ServerResponse } from 'node:http';
import { PROMETHEUS, prometheusText } from '#doors/prometheus.ts';
import { sendAnswer } from '#doors/problem-json.ts';
import { readRunFigures } from '#products/pipelines/app/read-figures.ts';
import { readFigures } from '#products/rehearsal/app/read-figures.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const metrics: Page = { guarded: { paths: ['/metrics'], permission: 'metrics.read' }, serve: showMetrics };

/** X8. For programs: a token of an operator, as a bearer. */
async function showMetrics({ system }: PageDependencies, _send: unknown, _url: URL, response: ServerResponse): Promise<void> {
  const [figures, runs] = await Promise.all([readFigures(system), readRunFigures(system)]);
  const body = prometheusText([...figures, ...runs]);
  sendAnswer(response, {
    status: 200,
    headers: { 'content-type': PROMETHEUS, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body,
  });
}
