import { describe, expect, test } from '@jest/globals';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { HOUR } from '#kernel/time.ts';
import { begin } from '#test/support/given-request.ts';

const links = {
  action: () => '',
  code: () => '',
  status: 'https://rehearsal.example.org/status/x',
  resubmit: '',
  board: 'https://rehearsal.example.org/board',
  report: 'https://rehearsal.example.org/releases/3.4.1?version=2',
  signIn: () => '',
  signInPass: () => '',
  page: () => '',
};

function mail(
  template: MailTemplate,
  note: string,
  { to = 'ruth', report = 1 }: { to?: string; report?: number } = {},
): ReturnType<typeof renderMail> {
  const { state, rules } = begin({ submission: { targetRelease: '3.4.1' } });
  const cutoff = rules.releases.find(({ name }) => name === '3.4.1')?.hardCutoff ?? 0;
  return renderMail({
    template,
    state,
    rules,
    data: dataOf(template, { note, release: '3.4.1', report }),
    forTeam: to !== 'contributor',
    person: { name: to },
    links,
    installation: 'Sample',
    now: cutoff - 24 * HOUR,
  });
}

describe('mails about a release', () => {
  test('C5 the report: counts first, then each part under its heading, and where the whole of it is', () => {
    const note = ['1 ready, 1 missed, 2 blocking, 0 breaches', '# Blocking', 'a Job: x', 'b Job: y', '# Missed', 'c Job: z', 'and 3 more'];
    const { subject, text } = mail('release_report', note.join('\n'), { report: 2 });
    expect(subject).toContain('release 3.4.1');
    expect(subject).toContain('cut, blocked by 2');
    expect(text.split('\n').slice(0, 2)).toEqual([
      'Release 3.4.1 was cut: 1 ready, 1 missed, 2 blocking, 0 breaches.',
      'This is version 2 of the report; earlier versions stay as they were published. Wait for the 2 essential requests that are not ready, or defer them.',
    ]);
    expect(text).toMatch(/Blocking\s[^]*a Job: x[^]*Missed\s[^]*c Job: z[^]*and 3 more[^]*releases\/3\.4\.1\?version=2/);
    expect(text).not.toContain('# ');
  });

  test('C3 a warning says by when, and what is missing for each', () => {
    const { subject, text } = mail('cutoff_warning', 'a Job: an admin must review it', { to: 'contributor' });
    expect(subject).toContain('cut in 24 h');
    expect(text).toContain('1 request of yours is not fully tested.');
    expect(text).toContain('a Job: an admin must review it');
  });

  test('C4 after the cut each contributor is told what moved', () => {
    const { text } = mail('cutoff_passed', 'a Job: moved to 3.4.2; its gates must pass', { to: 'contributor' });
    expect(text).toContain('1 request of yours was not fully tested by then.');
    expect(text).toContain('moved to 3.4.2');
  });

  test('C6 a cutoff that was moved too late is told with those that had moved on', () => {
    const { text } = mail('cutoff_moved', 'a Job: moved to 3.4.2; its gates must pass');
    expect(text).toContain('nothing is moved back automatically');
  });
});
