import { expect, test } from '@jest/globals';
import { messageId, threadId, threadOf } from '#contexts/telling/domain/thread.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';

const release = { kind: 'release', id: '5.2' } as const;

test('N10 a mail is in the thread of its subject, unless it says what it is about', () => {
  expect(threadOf({}, theRequest('ab12'))).toEqual(theRequest('ab12'));
  expect(threadOf({ about: release }, theRequest('ab12'))).toEqual(release);
  expect(threadOf({ about: release }, release)).toEqual(release);
});

test('N1 N10 names of threads and mails: a request’s is its id, any other thing’s has its kind before it', () => {
  expect(threadId(theRequest('ab12'), 'example.org')).toBe('<ab12@example.org>');
  expect(threadId(release, 'example.org')).toBe('<release-5.2@example.org>');
  expect(messageId('ab12-1-0-send_mail', 'example.org')).toBe('<ab12-1-0-send_mail@example.org>');
});
