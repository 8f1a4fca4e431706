import { describe, expect, test } from '@jest/globals';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import type { GateRules } from '#contexts/gates/domain/gate-rules.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import type { GateEvidence, ReviewEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { sampleRules, sampleSubmission } from '#test/support/sample-request.ts';

const reviewed: ReviewEvidence = { state: 'read', approvedBy: ['kim'], changesRequestedBy: [], awaited: [], approvalsWanted: 0 };
const nothing = { state: 'cannot_tell', why: 'not asked here' } as const;
const newJob = sampleSubmission();

function gate(
  name: 'reviewers',
  { reviews }: Pick<GateEvidence, 'reviews'>,
  submission = newJob,
  rules: Partial<GateRules> = {},
): Gate | undefined {
  const seen: GateEvidence = {
    head: { state: 'open' },
    checks: nothing,
    reviews,
    authors: { state: 'read', logins: ['ada', 'cara'], addresses: ['ada@example.org'] },
    files: nothing,
    evidence: [],
  };
  return evaluateGates(submission, seen, { ...sampleRules, ...rules }).find((one) => one.gate === name);
}

describe('reviewers', () => {
  const asked = (over: Partial<ReviewEvidence>): Gate | undefined => gate('reviewers', { reviews: { ...reviewed, ...over } });

  test('G3 whoever was asked and is silent, or wants changes, is waited for by name', () => {
    expect(asked({ awaited: ['lee', 'oppia/reviewers'] })).toMatchObject({
      state: 'pending',
      why: 'Not yet approved by lee, oppia/reviewers. They review.',
    });
    expect(asked({ changesRequestedBy: ['lee'] })).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('lee asked for changes'),
    });
  });

  test('G3 server-jobs admins and the author are not waited for, however their names are written', () => {
    expect(asked({ awaited: ['Grace', 'ADA'] })?.state).toBe('passed');
    expect(asked({ changesRequestedBy: ['grace'] })?.state).toBe('passed');
    expect(asked({ awaited: ['grace', 'tim'] })).toMatchObject({ state: 'pending', why: expect.stringContaining('by tim.') });
  });

  test('G3 G11 an approval of an author counts for nothing, whoever asked for it', () => {
    expect(asked({ approvedBy: ['Cara'], approvalsWanted: 1 })?.state).toBe('pending');
    expect(asked({ approvedBy: ['cara', 'kim'], approvalsWanted: 1 })?.state).toBe('passed');
  });

  test('G3 programs and teams of admins are never waited for; another team is, until one of it approves', () => {
    const teams = [
      { name: 'oppia/server-jobs', members: ['grace', 'Ada'] },
      { name: 'oppia/web', members: ['kim', 'grace'] },
    ];
    expect(asked({ awaited: ['review-bot[bot]', 'oppia/server-jobs'], bots: ['review-bot[bot]'], teams })?.state).toBe('passed');
    expect(asked({ awaited: ['oppia/web'], teams, approvedBy: [] })).toMatchObject({
      state: 'pending',
      why: expect.stringContaining('oppia/web'),
    });
    expect(asked({ awaited: ['oppia/web'], teams, approvedBy: ['kim'] })?.state).toBe('passed');
    expect(asked({ awaited: ['oppia/unknown'] })?.state).toBe('pending');
  });

  test('G3 whom the settings never wait for counts for nothing either', () => {
    const rules = { gateSettings: [{ owner: 'oppia', repository: 'oppia', neverAwaited: ['oppiabot', 'oppia/Server-Jobs'] }] };
    const seen = { ...reviewed, approvedBy: ['oppiabot'], awaited: ['OppiaBot', 'oppia/server-jobs'] };
    expect(gate('reviewers', { reviews: seen }, newJob, rules)?.state).toBe('passed');
    expect(gate('reviewers', { reviews: { ...seen, approvalsWanted: 1 } }, newJob, rules)?.state).toBe('pending');
  });

  test('G3 an approval of somebody who may not write there is none of the number that the rules want', () => {
    expect(asked({ approvedBy: ['kim', 'passer-by'], strangers: ['passer-by'], approvalsWanted: 2 })?.state).toBe('pending');
  });

  test('G3 the number of approvals that the host wants counts, less the admins who come later', () => {
    expect(asked({ approvalsWanted: 2 })).toMatchObject({
      state: 'pending',
      why: '1 more approval is needed. The contributor asks for a review.',
    });
    expect(asked({ approvalsWanted: 3 })).toMatchObject({ why: expect.stringContaining('2 more approvals are') });
    expect(asked({ approvalsWanted: 2, awaited: ['grace'] })?.state).toBe('passed');
    expect(asked({ approvedBy: [], approvalsWanted: 1, awaited: ['grace'] })).toMatchObject({
      state: 'passed',
      why: 'no other review is asked for',
    });
  });
});
