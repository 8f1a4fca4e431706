import { operatorCalled } from '#test/support/known-as.ts';
import { expect, test } from '@jest/globals';
import { giveAnswer } from '#products/rehearsal/app/answer-question.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { invite, openHouse, toReview } from '#test/support/page-house.ts';
import { openQuestion } from '#test/support/given-request.ts';
import { cookieOf, signInDependencies } from '#test/support/sign-in.ts';
import { everybody } from '#test/support/everybody.ts';

const person = (id: string): Principal => ({ kind: 'person', id, name: id, grants: [], door: 'token' });

test('B4 W3 an admin answers by operation in their own name, others in theirs by an operator; the rules of the process are the same', async () => {
  const house = await openHouse();
  const guest = await invite(house);
  await toReview(guest);
  const question = openQuestion(await guest.state(), 'review').id;
  let ids = 0;
  const operator = { who: operatorCalled('olga'), newId: () => `op${(ids += 1)}`, intakeOpen: true, codeHost: house.host };
  const own = { operation: 'request_answer', id: guest.id, question, action: 'return', comment: 'Which user?' } as const;
  expect(await operate(house.system, operator, own)).toMatchObject({
    refused: 'conflict',
    detail: expect.stringContaining('only people decide'),
  });
  const tester = house.system.rules.people.find(({ roles }) => !roles.includes('admin'));
  const asTester = await operate(house.system, { ...operator, who: person(tester?.id ?? '') }, own);
  expect(asTester).toMatchObject({ refused: 'conflict' });
  expect((await guest.state()).status).toBe('in_review');
  const done = await operate(house.system, operator, { ...own, operation: 'request_answer_for', as: 'grace' });
  expect(done).toMatchObject({ done: { facts: { status: 'returned' } } });
  const claims = { subject: { kind: 'request', id: guest.id }, question, action: 'return', person: 'ada' };
  expect(await giveAnswer(house.system, house.host, claims, { comment: 'x' }, 'late')).toMatchObject({ outcome: 'refused' });
  await house.close();
});

test('W3 an admin ends the sessions of another: one, then all; the browser is nobody at once where it was ended', async () => {
  const house = await openHouse();
  const signing = signInDependencies({
    system: house.system,
    operators: everybody,
    senderFor: async () => () => undefined,
    time: house.time,
    url: house.url,
  });
  const cookies = [await cookieOf(signing, 'grace'), await cookieOf(signing, 'grace')];
  const found = (): Promise<(number | undefined)[]> =>
    Promise.all(cookies.map(async (cookie) => (await signing.visitors.find({ headers: { cookie } }))?.session.number));
  expect(await found()).toEqual([1, 2]);
  let ids = 0;
  const operator = { who: operatorCalled('ada'), newId: () => `e${(ids += 1)}`, intakeOpen: true };
  await operate(house.system, operator, { operation: 'session_end', id: 'grace', session: 1 });
  house.time.now += 5_001;
  expect(await found()).toEqual([undefined, 2]);
  expect(await operate(house.system, operator, { operation: 'session_end', id: 'grace', session: 9 })).toMatchObject({
    refused: 'not_found',
  });
  expect(await operate(house.system, operator, { operation: 'session_end', id: 'grace' })).toMatchObject({
    done: { facts: { openSessions: 0 } },
  });
  house.time.now += 5_001;
  expect(await found()).toEqual([undefined, undefined]);
  await house.close();
});

test('W3 a session that opens nothing for twelve hours is over; one that is used goes on until seven days are gone', async () => {
  const house = await openHouse();
  const signing = signInDependencies({
    system: house.system,
    operators: everybody,
    senderFor: async () => () => undefined,
    time: house.time,
    url: house.url,
  });
  const HOUR = 3_600_000;
  const isIn = async (cookie: string): Promise<boolean> => (await signing.visitors.find({ headers: { cookie } })) !== undefined;
  const idle = await cookieOf(signing, 'ada');
  const used = await cookieOf(signing, 'grace');
  for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
    house.time.now += 6 * HOUR;
    expect(await isIn(used)).toBe(true);
  }
  house.time.now += 6 * HOUR;
  expect([await isIn(used), await isIn(idle)]).toEqual([false, false]);
  await house.close();
});
