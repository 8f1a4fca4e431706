import { expect, test } from '@jest/globals';
import { createSignInTokens } from '#doors/sign-in-tokens.ts';
import { createLinkSigner } from '#doors/action-links.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { mailDependencies } from '#functions/wiring/mail-dependencies.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { begin, openQuestion, recordGates } from '#test/support/given-request.ts';
import { openWorld } from '#test/support/application/world.ts';

const zone = (timeZone: string) => {
  const sample = sampleSettings({ data: '/data', publicUrl: 'https://rehearsal.example.org' });
  const settings = requireSettings({ ...sample, calendar: { ...sample.calendar, timeZone } });
  const signing = { keys: [Buffer.alloc(32, 1)], baseUrl: settings.publicUrl };
  const [links, tokens] = [createLinkSigner(signing), createSignInTokens(signing)];
  const { system, mailer } = openWorld();
  return mailDependencies({ settings, system, links, signIn: { tokens } }, mailer);
};

const story = begin();
recordGates(story);
const { state, now } = story;
const subject = theRequest(state.id);
const asks: MailEffect = { kind: 'send_mail', template: 'review_request', to: 'grace', question: openQuestion(state, 'review').id };

test('N8 a mail shows every instant by its reader’s clock, with its zone, and by the installation’s where theirs is not known', () => {
  const { render } = zone('America/Sao_Paulo');
  const text = (timeZone?: string): string => render({ effect: asks, subject, state, person: { name: 'Grace', timeZone }, now }).text;
  // The answer is due 24 hours after 2027-01-15T08:00Z.
  expect(text('Asia/Kathmandu')).toContain('Sat 16 Jan 2027, 13:45 (Asia/Kathmandu; 08:00 UTC)');
  expect(text()).toContain('Sat 16 Jan 2027, 05:00 (America/Sao Paulo; 08:00 UTC)');
  expect(text('Not/Azone')).toContain('America/Sao Paulo');
  for (const [known, other] of [
    ['Asia/Kathmandu', 'Sao Paulo'],
    [undefined, 'Kathmandu'],
  ])
    expect(text(known)).not.toContain(other);
});

test('Z5 N2 a mail that an earlier version stored with a text is sent as it would have been, alone and in a digest', () => {
  const { render } = zone('UTC');
  const note = 'ab MoveTopicsJob: moved to 3.5; its gates must pass\nand 12 more';
  // Stored by an earlier version: no type of this one has it.
  const stored = { kind: 'send_mail', template: 'cutoff_passed', to: 'grace', release: '3.4.1', note } as unknown as MailEffect;
  const wanted = { effect: stored, subject: { kind: 'release', id: '3.4.1' }, person: { name: 'Grace' }, now };
  for (const { text } of [render(wanted), render({ effect: asks, subject, state, person: { name: 'Grace' }, now }, [wanted])]) {
    expect(text).toContain('* ab MoveTopicsJob: moved to 3.5; its gates must pass\n* and 12 more\n');
    expect(text).toContain('13 requests');
  }
});
