import type { Deployment } from '#domain/deployment/state.ts';
import { testRefName } from '#domain/deployment/test-ref.ts';
import type { Result, Work } from '#application/perform-effect.ts';
import { unlessGatesHold } from '#application/begin-only-on-gates.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

const system_ = { kind: 'system', part: 'deployment' } as const;

/** G9: a turn begins by a look at the gates, before anything is made for it. */
export async function makeTestRef(system: System, codeHost: CodeHost, work: Work<'deploy_step'>, turn: Deployment): Promise<Result> {
  const instead = await unlessGatesHold(system, codeHost, work);
  if (instead !== undefined) return instead;
  const { key, state, effect } = work;
  const name = testRefName(state.submission.change, turn.sha);
  const { change } = state.submission;
  const baseRef = state.base?.ref;
  const made = await codeHost.makeTestRef({ change, headSha: turn.sha, name, ...(baseRef === undefined ? {} : { baseRef }) });
  if (made.conflict) {
    const why = `the change does not merge into its base: ${made.files.slice(0, 5).join(', ')}`;
    return { result: 'done', command: (at) => ({ id: key, at, by: system_, command: 'fail_deployment', fencing: effect.fencing, why }) };
  }
  return {
    result: 'done',
    command: (at) => ({
      id: key,
      at,
      by: system_,
      command: 'record_test_ref',
      fencing: effect.fencing,
      testRef: name,
      testSha: made.sha,
      ...(made.base === undefined ? {} : { base: made.base }),
    }),
  };
}
