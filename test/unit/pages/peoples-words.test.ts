import { expect, test } from '@jest/globals';
import { sentence } from '#html/text.ts';
import { gateText } from '#contexts/gates/pages/labels.ts';
import { fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { fourFactsOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import { factSentence } from '#products/rehearsal/pages/timeline.ts';
import { waivedText } from '#products/rehearsal/pages/waivers.ts';
import { begin, recordGates, SHA } from '#test/support/given-request.ts';

const contributor = { name: 'fay', email: 'fay@example.org', githubLogin: 'fay' };

function approvedJob() {
  const story = begin({ submission: { contributor } });
  const approval = { by: 'grace', sha: SHA, at: 1, outcomeVerified: 'fay saw iOS rows', expectedOutput: { kind: 'matched' } };
  const jobs = story.state.jobs.map((job) => ({ ...job, state: 'approved', runs: [], approval }));
  return { state: { ...story.state, jobs } as never, rules: story.rules, job: jobs[0] as never };
}

test('W1 a text that people may have begun is no sentence of ours: it does not compile', () => {
  const name: string = 'fay';
  // @ts-expect-error -- it may be anybody's words
  sentence(name);
  // @ts-expect-error -- it begins with a name
  sentence(`${name} asked for changes`);
  expect(sentence(`it was asked for by ${name}`)).toBe('It was asked for by fay.');
  expect(sentence('it is a draft')).toBe('It is a draft.');
});

test('W1 A1 how an admin verified it stands as they wrote it, on the page and in the mail', () => {
  const { state, rules, job } = approvedJob();
  expect(fourFacts(job, state, rules).map(({ why }) => why)).toContain('fay saw iOS rows');
  expect(JSON.stringify(fourFactsOf(job, { state, rules } as never))).toContain('there. fay saw iOS rows.');
});

test('W1 a name stands as its owner writes it, also at the beginning of an entry of the timeline', () => {
  const { state, rules } = begin({ submission: { contributor } });
  const telling = { state, rules, timeZone: 'UTC' };
  const said = factSentence({ fact: 'freeze_overridden', freezes: ['f'], reason: 'iOS waits', by: 'contributor', at: 1 }, telling);
  expect(said).toBe('fay lets it start in spite of the freeze (f): iOS waits.');
});

test('W1 G7 whose words a gate begins with, it keeps; a waiver is told in the middle of a sentence', () => {
  expect(gateText({ gate: 'reviewers', state: 'failed', why: 'fay asked for changes' })).toBe('failed. fay asked for changes.');
  expect(gateText({ gate: 'checks', state: 'passed', why: 'all checks are green' })).toBe('passed – all checks are green.');
  const story = begin({ submission: { contributor } });
  recordGates(story, { checks: 'failed' });
  const waiver = { gate: 'checks', by: 'contributor', reason: 'iOS is slow', at: 1 } as const;
  const state = { ...story.state, waivers: [waiver] } as never;
  const { gate, state: how, why } = story.state.gates.find((one) => one.gate === 'checks') ?? story.state.gates[0]!;
  expect(waivedText({ gate, state: how, why }, state, story.rules)).toMatch(/^Waived by fay because: iOS is slow\./);
  const { job, rules } = approvedJob();
  const approved = fourFacts(job, { ...story.state, waivers: [waiver] }, rules).at(-1)?.why;
  expect(approved).toContain('“Checks are green” is waived by fay because: iOS is slow.');
});
