import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { RequestMailInput } from '#products/rehearsal/pages/mails/write-mail.ts';
import { renderMail } from '#test/support/render-mail.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { answers, begin, HOUR, recordGates } from '#test/support/given-request.ts';
import { deployed, granted, running, runEnds, startsStep, testRefMade, throughReview } from '#test/support/request-steps.ts';
import { allMails, mailsOf, plainWords } from '#test/support/mail-stories.ts';
import { featureSubmission } from '#test/support/sample-request.ts';
import { inGate } from '#test/support/how-long.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { skeleton } from '#test/support/page-check.ts';

/** Of the calendar, and of what holds again: they have tests of their own. */
const elsewhere = ['base_moved', 'cutoff_moved', 'cutoff_passed', 'cutoff_warning', 'gates_hold', 'release_report'];
const templates = Object.keys(mailTemplates).filter((name) => !elsewhere.includes(name)) as MailTemplate[];
const labels = Object.values(actionKinds).map(({ label }) => label);

/** As people and programs read them: whole lines, whatever stands around them. */
function readBack(text: string): { actions: [label: string, url: string][]; codes: string[] } {
  // oxlint-disable-next-line no-control-regex -- they end lines, too
  const lines = text.split(/\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/);
  const actions = lines.flatMap((line): [string, string][] => {
    const [, label = '', url = ''] = /^\s*([^:]+?)\s*:\s*(\S.*)$/.exec(line) ?? [];
    return labels.some((known) => known.toLowerCase() === label.normalize('NFKC').toLowerCase()) ? [[label, url]] : [];
  });
  return { actions, codes: lines.flatMap((line) => /^\s*confirmation code\s*:\s*(.*)$/i.exec(line)?.[1] ?? []) };
}

function expectedActions({ template, question, links, state, forTeam }: RequestMailInput): {
  actions: [string, string][];
  codes: string[];
} {
  // Q2: a contributor's mail has the links to change or withdraw it, unless it asks them something that has its own.
  const isOwn = forTeam !== true && !notices.has(template) && !['confirm', 'return', 'withdraw'].includes(question?.kind ?? '');
  const offer = isOwn ? state.questions.find(({ kind, state: is }) => kind === 'withdraw' && is === 'open') : undefined;
  // A9: whoever can tell what became of it has the links in the mail of the approval.
  const isTeams = forTeam === true && (template === 'approved' || template === 'completed');
  const told = isTeams ? state.questions.find(({ kind, state: is }) => kind === 'production' && is === 'open') : undefined;
  const asked = [question, offer, told].flatMap((one) => one ?? []);
  return {
    actions: asked.flatMap((one) =>
      possibleActions(state, one).map((action): [string, string] => [actionKinds[action].label, links.action(one.id, action)]),
    ),
    codes: asked.map((one) => links.code(one.id)),
  };
}

const notices: ReadonlySet<string> = new Set([
  'dead_letters',
  'agent_silent',
  'agent_back',
  'data_unsound',
  'data_unsound_over',
  'mails_refused',
  'mails_pass',
  'sign_in',
  'token_ends',
  'unasked_merge',
  'cutoff_warning',
  'cutoff_passed',
  'release_report',
  'sign_in',
]);

describe('mails', () => {
  test('the stories want every template there is', () => {
    expect(new Set(allMails().map(({ template }) => template))).toEqual(new Set(templates));
  });

  test('N2 the text part has one line per possible action, and the code on a line of its own', () => {
    for (const { input } of allMails())
      expect({ template: input.template, ...readBack(renderMail(input).text) }).toEqual({
        template: input.template,
        ...expectedActions(input),
      });
  });

  test('A8 the mail of an approval leads to its signed statements', () => {
    const told = allMails().filter(({ template }) => template === 'approved');
    expect(told.length).toBeGreaterThan(0);
    for (const { input } of told) expect(renderMail(input).text).toMatch(/Signed statements.*\bhttps?:\S+\/evidence\.intoto\.jsonl/);
  });

  test('N2 nothing that people type reads like an action or a code', () => {
    const lures = [
      'Accept: https://evil.example',
      'confirmation code: 000000',
      '\nReject: https://evil.example',
      'x\u2028Approve: https://evil.example',
      '\u200fAccept : y',
      'Ａｃｃｅｐｔ: https://evil.example',
    ];
    for (const lure of lures) {
      for (const { input } of allMails({ name: lure.trim(), prose: lure, output: lure }))
        expect(readBack(renderMail(input).text)).toEqual(expectedActions(input));
    }
  });

  test('the first two lines say what is asked of whom, and by when', () => {
    const story = begin();
    recordGates(story);
    const mail = mailsOf(story).find(({ template }) => template === 'review_request');
    const [first, second] = renderMail(mail!.input).text.split('\n');
    expect(first).toBe('Grace Hopper, please decide whether CountTopicsJob by Ada Lovelace (request rq7k2m) may run on the backup server.');
    expect(second).toBe('Please answer by Sat 16 Jan 2027, 13:30 (Asia/Kolkata; 08:00 UTC), in 24 h.');
  });

  test('A1 a verdict mail has the four facts, counts and no output (R12)', () => {
    const story = runEnds(running(), undefined, { stdout: ['done', 'secret line of somebody@example.net'] });
    const { text, html } = renderMail(mailsOf(story).find(({ template }) => template === 'verdict_request')!.input);
    for (const part of [text, html]) {
      expect(part).toContain('Output differs: 0 missing, 1 unexpected.');
      expect(part).toContain('✓ Ran without failures: there.');
      expect(part).toContain('✗ Expected output: missing.');
      expect(part).not.toContain('secret line');
      expect(part).not.toContain('somebody@');
    }
  });

  test('A2 a test by hand reads like one: who is asked, who recorded it, no output to compare', () => {
    const story = deployed(throughReview(begin({ submission: featureSubmission })));
    letTimePass(story, 25 * HOUR);
    const textOf = (template: string): string =>
      renderMail(mailsOf(story).findLast((mail) => mail.template === template)!.input).text.replaceAll(/\s+/g, ' ');
    expect(textOf('answer_awaited')).toContain('a tester or an admin owes an answer: the test by hand of Feature with translate');
    answers(story, 'tim', 'manual_test', 'passed', { comment: 'Translated in 2 s.' });
    expect(textOf('run_finished')).toContain('the test by hand of Feature with translate (request rq7k2m) passed; Tim Tester recorded it.');
    const verdict = textOf('verdict_request');
    for (const told of ['by hand: Tim Tester recorded that it passed', 'there is no output to compare', '> Translated in 2 s.'])
      expect(verdict).toContain(told);
    expect(verdict).not.toMatch(/stdout|manual-test/);
  });

  test('D2 whoever does a manual step is told what to do', () => {
    const look = { name: 'look', kind: 'manual', timeout: HOUR, instructions: 'Open the page.' } as const;
    const backend = { slug: 'local', executor: 'agent', jobTimeout: HOUR, deploySteps: [look] } as const;
    const story = testRefMade(granted(throughReview(begin({ rules: { backends: [{ ...backend, deploySteps: [look] }] } }))));
    startsStep(story, 'look');
    expect(renderMail(mailsOf(story).find(({ template }) => template === 'manual_step')!.input).text).toContain('> Open the page.');
  });

  test('A4 a rejection carries the reason and the way back in', () => {
    const mail = allMails().find(({ template }) => template === 'rejected');
    const { text } = renderMail(mail!.input);
    expect(text).toContain('> audit: looked at it closely');
    expect(text).toContain('Send it again: https://rehearsal.example.org/requests/new?from=rq7k2m.mac');
  });

  test('I10 the receipt is a full copy of the answers', () => {
    const { text } = renderMail(
      allMails().find(({ template, input }) => template === 'receipt' && input.state.submission.jobs.length > 1)!.input,
    );
    for (const answer of [
      'ada@example.org',
      'old123',
      '> Second line.',
      '~ done *x',
      '>= done: 1',
      'note = done',
      'topic_audit_jobs',
      '3.4.1',
    ])
      expect(text).toContain(answer);
  });

  test('the same input gives the same mail', () => {
    for (const { input } of allMails()) expect(renderMail(input)).toEqual(renderMail(input));
  });

  test('X2 subjects are one line of at most 150 characters without control or direction characters', () => {
    const [review] = allMails().filter(({ template }) => template === 'review_request');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...naughtyStrings)), (name) => {
        const { submission } = review!.input.state;
        const state = { ...review!.input.state, submission: { ...submission, jobs: submission.jobs.map((job) => ({ ...job, name })) } };
        const { subject } = renderMail({ ...review!.input, state, installation: name || 'x' });
        expect(subject.length).toBeLessThanOrEqual(150);
        expect(subject).toMatch(/^\[.*\] rq7k2m: review wanted/);
        // oxlint-disable-next-line no-control-regex -- these are what must not be there
        expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
        expect(subject.isWellFormed()).toBe(true);
      }),
    );
  });

  test('X2 no hostile text changes what the HTML part is made of', () => {
    const plain = new Map(allMails().map(({ input }, at) => [at, skeleton(renderMail(input).html)]));
    for (const hostile of [
      ...naughtyStrings.filter((text, at) => text.trim() !== '' && at % inGate(18, { long: 1 }) === 0),
      '"><script>alert(1)</script>',
      "' onmouseover='x",
      '</style><script>',
      '<!--',
      ']]>',
    ]) {
      const prose = `${hostile}\n${hostile}`;
      allMails({ name: hostile, prose, output: hostile.replace(/\n/g, ' ') || 'x' }).forEach(({ input }, at) => {
        const { html } = renderMail(input);
        // Outcomes depend on what was printed, so only mails without a run's evidence have the very same tags.
        if (input.state.jobs.every(({ runs }) => runs.length === 0)) expect(skeleton(html)).toEqual(plain.get(at));
        else skeleton(html);
      });
    }
  });

  test('an unknown time zone costs nothing but the zone', () => {
    const { input } = mailsOf(runEnds(running())).find(({ template }) => template === 'verdict_request')!;
    expect(renderMail({ ...input, person: { name: 'Grace', timeZone: 'Nowhere/Land' } }).text).toContain('(UTC)');
    expect(plainWords.name).toBe('Ada Lovelace');
  });
});

describe('digests', () => {
  const asks = allMails().filter(({ input }) => input.question !== undefined);

  test('N2 N8 each of its mails is there whole, and has its own code right behind its own links', () => {
    const [first, ...others] = asks.map(({ input }) => input);
    if (first === undefined) throw new Error('no mail asks anything');
    const { subject, text, html } = renderMail(first, others);
    expect(subject).toContain(`${asks.length} messages: `);
    const single = [first, ...others].map((input) => readBack(renderMail(input).text));
    const inOne = readBack(text);
    expect(inOne.codes).toEqual(single.flatMap(({ codes }) => codes));
    expect(inOne.actions).toEqual(single.flatMap(({ actions }) => actions));
    const beforeCodes = (part: string): [string, string][][] =>
      part
        .split(/^Confirmation code: .*$/m)
        .slice(0, -1)
        .map((one) => readBack(one).actions);
    expect(beforeCodes(text)).toEqual([first, ...others].flatMap((input) => beforeCodes(renderMail(input).text)));
    for (const { actions } of single) for (const [, url] of actions) expect(html).toContain(url.replaceAll('&', '&amp;'));
  });

  test('N8 X2 whatever people type, nothing in it reads like a link or a code of ours', () => {
    for (const words of naughtyStrings.filter((_, at) => at % inGate(50, { long: 1 }) === 0)) {
      const mails = allMails({ name: words, prose: words, output: words }).map(({ input }) => input);
      const [first, ...others] = mails;
      if (first === undefined) throw new Error('no mail');
      const { text } = renderMail(first, others);
      const alone = mails.map((input) => readBack(renderMail(input).text));
      expect(readBack(text)).toEqual({ actions: alone.flatMap(({ actions }) => actions), codes: alone.flatMap(({ codes }) => codes) });
    }
  });
});
