import { testRefName } from '#contexts/operations/domain/deployment/test-ref.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { testRefNamed, testRefSays, type TestRefEnded } from '#products/rehearsal/domain/operations.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { DriveResult, Owned } from '#contexts/operations/app/owned.ts';
import type { At } from '#products/rehearsal/app/operation/requests/at.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { DeployedOperation, Executor, StepEnd } from '#contexts/operations/ports/executor.ts';

interface TestRefOrder extends DeployedOperation {
  program: 'test_ref';
}

type TestRefEnd = StepEnd & TestRefEnded;

/** D1: the test ref of the turn that is under that lease. */
export function findOwnedTestRef(
  codeHost: CodeHost,
  { state, unlessGatesHold }: At,
  { fencing }: OperationName,
): Owned<TestRefOrder, TestRefEnd, TestRefEnded> | DriveResult {
  const { turn, id: requestId } = state;
  if (turn === undefined || turn.fencing !== fencing || turn.state !== 'preparing') return { result: 'done' };
  const testRef = testRefName(state.submission.change, turn.sha);
  const { backend, sha } = turn;
  const op: Owned<TestRefOrder, TestRefEnd, TestRefEnded> = {
    order: {
      id: `ref-${requestId}-${fencing}`,
      program: 'test_ref',
      subject: theRequest(requestId),
      name: testRefNamed(fencing),
      backend,
      fencing,
      testRef,
      testSha: sha,
    },
    executor: byCodeHost(codeHost, state),
    nobody: 'nobody makes test refs here',
    standing: { state: 'pending', age: 0, isWanted: true, isLate: false, isJudged: false },
    asksOn: false,
    // G9: a turn begins by a look at the gates, before anything is made for it.
    begin: async () => (await unlessGatesHold()) ?? op,
    keep: async ({ note, made }) => ({ note, ...(made === undefined ? {} : { made }) }),
    by: { kind: 'system', part: 'deployment' },
    says: testRefSays(fencing),
  };
  return op;
}

/** The code host makes it at once: made twice, it is the same. */
function byCodeHost(codeHost: CodeHost, { submission: { change }, base }: Requested & Authored): Executor<TestRefOrder, TestRefEnd> {
  return {
    async start({ testRef, testSha: headSha }) {
      const made = await codeHost.makeTestRef({ change, headSha, name: testRef, ...(base === undefined ? {} : { baseRef: base.ref }) });
      const seen = 'ended' as const;
      if (made.conflict)
        return { seen, passed: false, note: `the change does not merge into its base: ${made.files.slice(0, 5).join(', ')}` };
      return {
        seen,
        passed: true,
        note: testRef,
        made: { testRef, testSha: made.sha, ...(made.base === undefined ? {} : { base: made.base }) },
      };
    },
    stop: async () => 'never_started',
  };
}
