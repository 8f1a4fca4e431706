import type { Bug } from './bug.ts';

const ours = { settings: { pipelines: 'local' }, on: { bad_run: true } } as const;
const theirs = { settings: { pipelines: 'backup' }, on: { bad_run: true } } as const;

/** K2, K3, K5, O3, O5, R7, R9: what becomes of an action, and of what waits for it. */
export const actionBugs: readonly Bug[] = [
  {
    name: 'failed-need-is-met',
    town: ours,
    file: 'shared/products/pipelines/app/settle-job.ts',
    find: "command: 'end_step', place, state }",
    replace: "command: 'end_step', place, state: state === 'failed' ? 'succeeded' : state }",
    why: 'the step has ended, and how is told by the job',
  },
  {
    name: 'joined-always-succeeds',
    town: ours,
    file: 'shared/products/pipelines/app/joins.ts',
    find: 'for (const { document } of found) await endJoin(house, document, end);',
    replace: "for (const { document } of found) await endJoin(house, document, 'succeeded');",
    why: 'what was waited for is there',
  },
  {
    name: 'joined-is-not-told',
    town: ours,
    file: 'shared/products/pipelines/app/settle-job.ts',
    find: '  await tellJoinsOfJob(house, job.id, job.state);\n',
    replace: '',
    why: 'what joins another asks for itself how that is',
    also: [
      {
        file: 'shared/products/pipelines/app/sweepers/joins.ts',
        find: 'look: (system) => tellForgottenJoins(houseOf(system)),',
        replace: 'look: async () => 0,',
      },
      {
        file: 'shared/products/pipelines/app/run-plans.ts',
        find: '      await tellJoinsOfRun(house, plan.owner.id);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'retries-without-an-end',
    town: ours,
    file: 'shared/products/pipelines/domain/job/commands.ts',
    find: 'else if (draft.state.losses <= rules.pipelines.retries) {',
    replace: 'else if (rules.pipelines.retries > 0) {',
    why: 'it may work the next time',
  },
  {
    name: 'unmatched-patterns-pass',
    town: ours,
    file: 'shared/products/pipelines/domain/job/ends.ts',
    find: 'return unmatched.length === 0\n',
    replace: 'return unmatched.length >= 0\n',
    why: 'its program has said that all went well',
  },
  {
    name: 'exit-code-of-an-action-ignored',
    town: theirs,
    file: 'shared/products/pipelines/domain/job/ends.ts',
    find: "if (exitCode !== 0) return failed('nonzero_exit'",
    replace: "if (exitCode === null) return failed('nonzero_exit'",
    why: 'it ended by itself, and its outputs are there',
    also: [
      {
        file: 'shared/products/pipelines/contracts/controller/end.ts',
        find: '  if (results.exitCode !== 0) return',
        replace: '  if (results.exitCode === undefined) return',
      },
    ],
  },
  {
    name: 'lost-attempt-is-not-stopped',
    town: ours,
    file: 'shared/products/pipelines/domain/job/commands.ts',
    find: "    draft.record({ fact: 'attempt_stopping', attempt, why: 'lost', at });",
    replace: "    draft.record({ fact: 'attempt_over', attempt, at });",
    why: 'of what was lost nothing is left',
  },
  {
    name: 'cancel-leaves-it-running',
    town: ours,
    file: 'shared/products/pipelines/domain/job/commands.ts',
    find: 'if (attempt !== undefined && attempt.stopping === undefined)\n',
    replace: 'if (attempt !== undefined && attempt.stage === undefined && attempt.stopping === undefined)\n',
    why: 'what is at work by now will end by itself',
  },
  {
    name: 'cancel-lost-on-its-way',
    town: ours,
    file: 'shared/products/pipelines/domain/job/process.ts',
    find: "attempt_stopping: ({ attempt }, { after: { id } }) => [{ effect: drive(attemptOperation(id, attempt), 'cancel') }],",
    replace: 'attempt_stopping: nothing,',
    why: 'its agent hears of it when it tells something',
  },
  {
    name: 'freed-slots-offered-to-nobody',
    town: ours,
    file: 'shared/products/pipelines/domain/job/process.ts',
    find: "attempt_over: (_, { after: { backend } }) => [{ effect: { kind: 'offer_turn', backend } }],",
    replace: 'attempt_over: nothing,',
    why: 'who waits is found by the sweep',
    also: [
      {
        file: 'shared/products/pipelines/app/sweepers/waiting-jobs.ts',
        find: 'return anywhere.length === 0 ? 0 : onEachBackend(system, (slug) => startForgotten(houseOf(system), slug));',
        replace: 'return anywhere.length === 0 ? 0 : onEachBackend(system, async () => 0);',
      },
    ],
  },
];
