import { expect, test } from '@jest/globals';
import { releasePage } from '#contexts/calendar/pages/release-page.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { framedPage } from '#test/support/framed-page.ts';

test('A9 C6 beside the published report stands what became of its jobs in production, as it is known now', () => {
  const at = 1_800_000_000_000;
  const counts = { ready: 2, missed: 1, blocking: 0, breaches: 0 };
  const document = {
    version: 1,
    cause: 'cut',
    looks: [],
    counts,
    parts: 1,
    unlisted: 0,
    release: '5.2',
    cutoff: at,
    publishedAt: at,
  } as const;
  const line = (requestId: string, outcome: 'made' | 'moved') => ({
    requestId,
    title: 'CountTopicsJob',
    what: 'as it was judged',
    outcome,
  });
  const content = releasePage({
    name: '5.2',
    report: {
      document: { ...document, looks: [] },
      lines: [line('rq1', 'made'), line('rq2', 'made'), line('rq3', 'moved')],
      part: 0,
      newest: 1,
    },
    moved: [],
    production: new Map([['rq1', { run: 1, failed: 1, not_run: 0, untold: 2 }]]),
    when: { now: at, timeZone: 'UTC' },
    requestUrl: (id) => `/requests/${id}`,
  });
  const page = framedPage(content);
  expect(accessibilityFaults(page)).toEqual([]);
  const text = page.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
  expect(text.match(/In production, as of now: [^A-Z]*/g)?.map((found) => found.trim())).toEqual([
    'In production, as of now: 1 failed 1 ran 2 not recorded',
  ]);
});
