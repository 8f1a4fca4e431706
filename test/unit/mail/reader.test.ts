import { describe, expect, test } from '@jest/globals';
import { mailOf, type Envelope } from '#products/rehearsal/domain/mail/effect.ts';
import { recipientOf } from '#products/rehearsal/domain/mail/reader.ts';
import { isSameReader, mailboxHash } from '#contexts/telling/domain/mail/reader.ts';
import { begin, openQuestion, recordGates } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const book = { people: sampleRules.people, hash: (text: string): string => `hash of ${text}`.padEnd(40) };

function to(whom: Partial<Envelope>): ReturnType<typeof recipientOf> {
  const story = begin();
  return recipientOf(book, { effect: mailOf('approved', { to: 'contributor', ...whom }), state: story.state });
}

describe('N1 N10 who gets a mail follows from the settings and the state alone', () => {
  test('N10 what is about no request goes to people of the settings, and to no contributor', () => {
    const effect = mailOf('mails_pass', { to: 'grace' }, { since: 0 });
    expect(recipientOf(book, { effect })).toMatchObject({ to: { name: 'Grace Hopper' }, person: { id: 'grace' } });
    expect(recipientOf(book, { effect: { ...effect, to: 'contributor' } })).toEqual({ skip: 'no longer in the settings' });
  });

  test('N1 I19 the contributor; not once it is somebody else’s; and by the hash of the address for whom it was collected', () => {
    const story = begin();
    const { contributor } = story.state.submission;
    expect(to({})).toMatchObject({ to: { address: contributor.email } });
    expect(to({ taker: 1 })).toEqual({ skip: 'the request is another contributor’s by now' });
    expect(to({ whose: mailboxHash(book, contributor) })).toMatchObject({ to: { address: contributor.email } });
    expect(to({ whose: mailboxHash(book, { email: 'stranger@example.org' }) })).toEqual({ skip: 'the address is no longer kept' });
    expect(to({ to: 'former_contributor' })).toEqual({ skip: 'the address is no longer kept' });
  });

  test('N1 what is no longer asked, was answered, or is of a release that it did not make is told to nobody', () => {
    const story = begin();
    recordGates(story);
    const { id } = openQuestion(story.state, 'review');
    const { state } = story;
    const asks = mailOf('review_request', { to: 'grace' }, { question: id });
    expect(recipientOf(book, { effect: asks, state })).toMatchObject({ person: { id: 'grace' } });
    const answered = { ...state, questions: state.questions.map((one) => ({ ...one, state: 'closed' as const })) };
    expect(recipientOf(book, { effect: asks, state: answered })).toEqual({ skip: 'no longer asked' });
    const reminder = mailOf('answer_awaited', { to: 'ruth' }, { clock: 'review:99' });
    expect(recipientOf(book, { effect: reminder, state })).toEqual({ skip: 'it was answered' });
  });

  test('N8 two mails have one reader when they go to one mailbox, however it is written', () => {
    const reader = (address: string) => ({ to: { name: '', address }, person: { name: '' } });
    expect(isSameReader(reader('Ada@example.org'), reader('ada@EXAMPLE.org'))).toBe(true);
    expect(isSameReader(reader('ada@example.org'), reader('alan@example.org'))).toBe(false);
  });
});
