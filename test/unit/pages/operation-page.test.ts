import { expect, test } from '@jest/globals';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { framed } from '#html/document.ts';
import { operationPage, type OperationView } from '#products/rehearsal/pages/operations/one-page.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';

const listing: Listing = {
  id: 'rq-1',
  subject: { kind: 'request', id: 'rq' },
  within: { kind: 'request', id: 'rq' },
  program: 'job',
  name: 'CountJob',
  backend: 'local',
  people: ['Ada'],
  createdAt: 1,
  startedAt: 2,
  state: 'executing',
};
const view = { listing, output: undefined, maySee: true, stop: undefined, when: { now: 1_800_000_000_000, timeZone: 'UTC' } };

const shown = (over: Partial<OperationView>): string =>
  framed(operationPage({ ...view, ...over }), { installation: 'Sample', groups: [], footer: '' });

test('W6 R17 what is at work shows its last lines, to be followed, and leads to all of them', () => {
  const page = shown({ writing: { from: 81, lines: ['line 81 ada@example.org', 'line 82'], problems: 3 } });
  expect(accessibilityFaults(page)).toEqual([]);
  expect(page).toContain('data-log="82" data-stream="stdout" data-of="/operations/rq-1/log" data-tail');
  expect(page).toContain('line 81 •••@•••');
  expect(page).toContain('href="/operations/rq-1/log?stream=stderr">Problems it wrote: 3 lines</a>');
  expect(page).toContain('<script>');
  expect(shown({ writing: { from: 1, lines: [], problems: 0 } })).toContain('Nothing yet.');
});

test('W6 the end of what it wrote weighs little, whatever it wrote', () => {
  for (const line of ['漢'.repeat(9_000), '"<&>'.repeat(4_000), 'x'.repeat(300)]) {
    const lines = Array.from({ length: 1_000 }, (_, n) => `${line} ${n}`);
    const page = shown({ output: { stdout: { lines, isCut: true }, stderr: { lines, isCut: false } } });
    expect(new TextEncoder().encode(page).length).toBeLessThan(80_000);
    expect(page).toContain('there are more before them');
  }
});
