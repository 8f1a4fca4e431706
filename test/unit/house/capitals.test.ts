import { expect, test } from '@jest/globals';
import { sourcesIn, textOf } from '#test/support/sources.ts';

/** Whose argument's type says that it is a text of ours. */
const typed = ['shared/html/text.ts', 'shared/contexts/calendar/domain/check.ts'];

test('W1 nobody gives a text a capital but where its type says that it is no word of people', () => {
  const raised = sourcesIn('shared', 'functions').filter((file) => /toUpperCase\(\).*\.slice\(1\)/.test(textOf(file)));
  expect(raised.toSorted()).toEqual(typed.toSorted());
});
