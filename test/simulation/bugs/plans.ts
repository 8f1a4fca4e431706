import type { Bug } from './bug.ts';

/** O1, O3, B3, B7, D6: stored plans, played alone. */
export const planBugs: readonly Bug[] = [
  {
    name: 'one-need-is-enough',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/page.ts',
    find: 'step.left === 1 ?',
    replace: 'step.left >= 1 ?',
    why: 'something that it needs is there, so it may begin',
  },
  {
    name: 'group-does-not-wait',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/state.ts',
    find: "doomOf(state, group) === undefined && groupStanding(state, group).state === 'met'",
    replace: 'doomOf(state, group) === undefined',
    why: 'what puts the backend in order again has no needs, so it may begin at once',
  },
  {
    name: 'slots-counted-as-one',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/pools.ts',
    find: 'used.set(name, (used.get(name) ?? 0) + weight);',
    replace: 'used.set(name, Math.max(used.get(name) ?? 0, weight));',
    why: 'the slots that are given out in one go are not counted together',
  },
  {
    name: 'other-pages-not-told',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/process.ts',
    find: 'nextBatch(after) !== undefined && !told',
    replace: 'nextBatch(after) !== undefined && before === undefined',
    why: 'steps on other pages wait for ever for an end that nobody tells them',
  },
  {
    name: 'told-without-listening',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/state.ts',
    find: 'behind.filter(isWaiting).slice(0, PAGES_AT_ONCE), deaf: behind.filter((n) => !isWaiting(n))',
    replace: 'behind.filter(isWaiting).slice(0, 1), deaf: behind',
    why: 'the pages of the next batch are marked as told already',
  },
  {
    name: 'cancelled-counts-as-success',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/step.ts',
    find: "return state === 'succeeded' || state === 'skipped';",
    replace: "return state === 'succeeded' || state === 'skipped' || state === 'cancelled';",
    why: 'the step is out of the way, so what needs it can go on',
  },
  {
    name: 'end-takes-back-an-end',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/process.ts',
    find: "if (isOver(step.state)) return refuse('already_over', `${step.name} is over: it is ${step.state}.`);",
    replace: '',
    why: 'late news of an operation is news',
    also: [
      {
        file: 'shared/contexts/plans/domain/process.ts',
        find: "if (state === 'skipped' ? step.state !== 'ready' : step.state !== 'running')",
        replace: "if (step.state === 'waiting' || step.state === 'ready')",
      },
      {
        file: 'shared/contexts/plans/domain/page.ts',
        find: 'if (step === undefined || isOver(step.state)) return;',
        replace: 'if (step === undefined) return;',
      },
    ],
  },
  {
    name: 'after-steps-given-up-with-the-plan',
    scene: 'plans',
    file: 'shared/contexts/plans/domain/state.ts',
    find: "if (group === 'after') return undefined;\n  if (state.cancelled",
    replace: 'if (state.cancelled',
    why: 'the plan is cancelled, so nothing of it needs to be done any more',
  },
];
