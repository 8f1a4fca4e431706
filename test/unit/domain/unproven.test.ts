import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '#products/rehearsal/domain/decide.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { asShown } from '#products/rehearsal/domain/as-shown.ts';
import { withoutPersonal } from '#products/rehearsal/domain/personal.ts';
import { mustBeAsked } from '#contexts/intake/domain/must-be-asked.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { react } from '#products/rehearsal/domain/react.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { DAY } from '#kernel/time.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { begin, answers, system, type Story } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const typedOnly = { name: 'Ada', email: 'ada@example.org', githubLogin: 'ada', emailVerified: false };

function end(state: RequestState, at: number): ReturnType<typeof decide> {
  return decide(state, { id: 'end', at, by: system, command: 'end_unconfirmed' }, { ...sampleRules, confirmWithin: 3 * DAY });
}

function ended(story: Story): RequestState {
  const decision = end(story.state, story.state.submittedAt + 3 * DAY);
  if ('refused' in decision) throw new Error('refused');
  return decision.state;
}

describe('I16 whose address must be asked for', () => {
  test.each([
    ['form', undefined, true],
    ['form', true, true],
    ['form', false, true],
    ['webhook', undefined, false],
    ['webhook', true, false],
    ['webhook', false, true],
  ] as const)('I16 %s that says %s of its address: asked %s', (via, emailVerified, asked) => {
    expect(mustBeAsked(via, emailVerified === undefined ? {} : { emailVerified })).toBe(asked);
    const contributor = {
      name: 'Ada',
      email: 'ada@example.org',
      githubLogin: 'ada',
      ...(emailVerified === undefined ? {} : { emailVerified }),
    };
    const { state } = begin({ via, submission: { contributor } });
    expect(state.status).toBe(asked ? 'waiting_for_confirmation' : 'waiting_for_gates');
    expect(isProven(state)).toBe(!asked);
  });

  test('I16 a signed form with a typed address waits, and goes on when it is confirmed', () => {
    const story = begin({ submission: { contributor: typedOnly } });
    answers(story, 'contributor', 'confirm', 'confirm', { comment: '' });
    expect(story.state.status).toBe('waiting_for_gates');
    expect(isProven(story.state)).toBe(true);
  });

  test('I16 Z4 forgotten personal data leaves the story as it was', () => {
    const story = begin({ submission: { contributor: typedOnly } });
    answers(story, 'contributor', 'confirm', 'confirm', { comment: '' });
    const entries = story.timeline.map(({ version, facts }) => ({ version, facts: withoutPersonal(facts) }));
    expect(fold(entries)?.status).toBe('waiting_for_gates');
  });
});

describe('I16 an end by itself', () => {
  test('I16 not a moment before its time, and never when it was confirmed', () => {
    const story = begin({ via: 'form' });
    const { submittedAt } = story.state;
    expect(end(story.state, submittedAt + 3 * DAY - 1)).toMatchObject({ facts: [] });
    expect(ended(story)).toMatchObject({ status: 'withdrawn', unconfirmed: true });
    answers(story, 'contributor', 'confirm', 'confirm', { comment: '' });
    expect(end(story.state, submittedAt + 300 * DAY)).toMatchObject({ facts: [] });
  });

  test('I16 nobody writes to the release team through one, before its end or after', () => {
    const story = begin({ via: 'form' });
    const raise = { id: 'say', at: 0, by: { kind: 'contributor' }, command: 'raise_concern', text: 'Buy now' } as const;
    for (const state of [story.state, ended(story)]) expect(decide(state, raise, sampleRules)).toHaveProperty('refused');
  });

  test('I16 nobody is told: no mail, no sheet, no pull request, no event', () => {
    const story = begin({ via: 'form' });
    const after = ended(story);
    const facts = [{ fact: 'withdrawn', at: 0, unconfirmed: true } as const];
    expect(react({ before: story.state, facts, after, rules: sampleRules, at: 0 })).toEqual([]);
    expect(isProven(after)).toBe(false);
  });
});

describe('I16 what is shown', () => {
  test('I16 whatever was typed, the mail that asks names repository, number and id only', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]{11,20}$/), (word) => {
        const contributor = { name: word, email: 'ada@example.org', githubLogin: word };
        const { state } = begin({
          via: 'form',
          submission: { contributor, reason: word, group: word, targetRelease: word, localProof: word },
        });
        const shown = asShown(state);
        expect(JSON.stringify(shown)).not.toContain(word);
        const [question] = shown.questions;
        const mail = renderMail({
          template: 'confirm_address',
          data: {},
          state: shown,
          ...(question === undefined ? {} : { question }),
          rules: sampleRules,
          person: { name: '' },
          links: {
            action: () => 'https://rehearsal.example/links/x',
            code: () => '123456',
            status: 'https://rehearsal.example/status/x',
            resubmit: 'https://rehearsal.example/requests/new',
            board: 'https://rehearsal.example/board',
            report: 'https://rehearsal.example/board',
            signIn: () => '',
            signInPass: () => '',
            page: () => '',
          },
          installation: 'Rehearsal',
          now: 0,
        });
        expect(JSON.stringify(mail)).not.toContain(word);
        expect(mail.subject).toContain(state.id);
        expect(mail.text).toContain('oppia/oppia#');
      }),
      { numRuns: 30 },
    );
  });
});
