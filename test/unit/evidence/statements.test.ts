import { z } from 'zod';
import { expect, test } from '@jest/globals';
import { attestationsOf } from '#products/rehearsal/domain/evidence/statements.ts';
import { forgetContributor } from '#products/rehearsal/domain/personal.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { INSTALLATION, sha256 } from '#test/support/evidence.ts';
import { answers, SHA } from '#test/support/given-request.ts';
import { approves, job, runEnds, runPasses, running } from '#test/support/request-steps.ts';

const statement = z.looseObject({
  subject: z.tuple([z.looseObject({ digest: z.looseObject({ gitCommit: z.string() }) })]),
  predicate: z.looseObject({ rehearsal_run: z.looseObject({}).optional() }),
});
type Made = z.infer<typeof statement>;

function made(state: RequestState): { ran: Made; approved: Made; texts: string[] } {
  const [one] = attestationsOf(state, sha256, INSTALLATION);
  if (one === undefined) throw new Error('nothing is attested');
  return { ran: statement.parse(JSON.parse(one.ran)), approved: statement.parse(JSON.parse(one.approved)), texts: [one.ran, one.approved] };
}

const approved = approves(runPasses(running()));

test('A8 what ran, and who approved it, which names the first by its digest', () => {
  const { ran, approved: told, texts } = made(approved.state);
  expect(ran).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { gitCommit: SHA } }],
    predicate: {
      result: 'PASSED',
      passedTests: ['CountTopicsJob'],
      warnedTests: [],
      failedTests: [],
      configuration: [{ digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
      rehearsal_run: { tested: { digest: { gitCommit: 'c'.repeat(40) } }, outcome: 'succeeded', comparison: { kind: 'matched' } },
    },
  });
  expect(told).toMatchObject({
    subject: [{ digest: { gitCommit: SHA } }],
    predicate: {
      verifier: { id: INSTALLATION },
      verificationResult: 'PASSED',
      inputAttestations: [{ digest: { sha256: sha256(texts[0] ?? '') } }],
      approvers: [{ id: 'grace' }],
    },
  });
});

test('A8 the same state has the same bytes, before and after its personal data is gone; no address and no one’s words are in them', () => {
  const { texts } = made(approved.state);
  expect(made(structuredClone(approved.state)).texts).toEqual(texts);
  expect(made(forgetContributor(approved.state)).texts).toEqual(texts);
  const { contributor } = approved.state.submission;
  for (const word of ['@', contributor.name, contributor.githubLogin, 'looked']) expect(texts.join('')).not.toContain(word);
});

test('A8 an override is a warning, and never a pass', () => {
  const story = runEnds(running({ jobs: [{ expectedOutput: [{ kind: 'exact', line: 'done' }] }] }), undefined, { stdout: ['other'] });
  answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'known noise' });
  const { state } = story;
  const { ran, approved: told, texts } = made(state);
  expect([ran.predicate['result'], ran.predicate['passedTests'], ran.predicate['warnedTests']]).toEqual(['WARNED', [], ['CountTopicsJob']]);
  expect(told.predicate).toMatchObject({
    verificationResult: 'WARNED',
    expectedOutput: 'overridden',
    warnedBecause: ['output_overridden'],
  });
  expect(texts.join('')).not.toContain('known noise');
});

test('A8 W5 so is what somebody recorded in the name of another: the statement names both', () => {
  const story = runEnds(running());
  answers(story, 'grace', 'verdict', 'approve', { through: 'operator.olga' });
  expect(made(story.state).approved.predicate).toMatchObject({
    verificationResult: 'WARNED',
    warnedBecause: ['recorded_for_another'],
    approvers: [{ id: 'grace', recordedBy: 'operator.olga' }],
  });
});

test('A8 so is a waiver of its commit, and one that was given later is none', () => {
  const at = job(approved).state === 'approved' ? approved.state.version : 0;
  expect(at).toBeGreaterThan(0);
  const waived = (when: number, ended?: 'push' | 'seen'): RequestState => ({
    ...approved.state,
    waivers: [{ gate: 'checks', reason: 'flaky', by: 'ada', at: when, headSha: SHA, ...(ended === undefined ? {} : { ended }) }],
  });
  const told = made(waived(0)).approved.predicate;
  expect(told).toMatchObject({
    verificationResult: 'WARNED',
    warnedBecause: ['gate_waived:checks'],
    waivers: [{ gate: 'checks', by: 'ada' }],
  });
  expect(made(waived(0, 'seen')).ran.predicate['result']).toBe('WARNED');
  expect(made(waived(0, 'push')).ran.predicate['result']).toBe('PASSED');
  expect(made(waived(Number.MAX_SAFE_INTEGER / 2)).ran.predicate['result']).toBe('PASSED');
});

test('A8 I14 what was reused is about the commit at which it ran; the approval is about the one that was approved, and says so', () => {
  const before = 'd'.repeat(40);
  const jobs = approved.state.jobs.map((one) => ({
    ...one,
    runs: one.runs.map((run) => ({ ...run, reusedFrom: { requestId: 'rqold', sha: before } })),
  }));
  const { ran, approved: told } = made({ ...approved.state, jobs });
  expect(ran.subject[0].digest.gitCommit).toBe(before);
  expect(ran.predicate.rehearsal_run?.['request']).toBe('rqold');
  expect([told.subject[0].digest.gitCommit, told.predicate['ranAt']]).toEqual([SHA, { gitCommit: before }]);
});

test('A8 where no approval stands there is no statement', () => {
  expect(attestationsOf(runPasses(running()).state, sha256, INSTALLATION)).toEqual([]);
});
