import { expect, test } from '@jest/globals';
import { inRunOrder } from '#contexts/plans/domain/job/order.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { begin, recordGates } from '#test/support/given-request.ts';
import { mailsOf } from '#test/support/mail-stories.ts';

const jobs = [
  { name: 'MigrateTopicsJob', needs: ['AuditTopicsJob'] },
  { name: 'CountTopicsJob' },
  { name: 'AuditTopicsJob' },
  { name: 'VerifyTopicsJob', needs: ['MigrateTopicsJob'] },
];
const order = ['CountTopicsJob', 'AuditTopicsJob', 'MigrateTopicsJob', 'VerifyTopicsJob'];

test('R1 jobs run after what they need, independent ones as in the form', () => {
  expect(inRunOrder(begin({ jobs }).state.jobs).map(({ step }) => step)).toEqual(order);
  expect(inRunOrder([])).toEqual([]);
});

test('R1 N2 a mail that says "in this order" lists the order in which they run, not the form’s', () => {
  const story = begin({ jobs });
  recordGates(story);
  const review = mailsOf(story).find(({ template }) => template === 'review_request');
  const text = review === undefined ? '' : renderMail(review.input).text;
  expect(text).toContain('4 jobs, in this order');
  expect([...text.matchAll(/^\d: (\w+)/gm)].map(([, name]) => name)).toEqual(order);
});
