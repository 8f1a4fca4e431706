import type { Bug } from './bug.ts';

/** Q3, D1, D2, P3: one deployment at a time, and only its own news counts. */
export const turnBugs: readonly Bug[] = [
  {
    name: 'lease-given-twice',
    file: 'shared/products/rehearsal/app/offer-turn.ts',
    find: "turn.fencing === lease.fencing) return 'busy';",
    replace: "turn.fencing !== lease.fencing) return 'busy';",
    why: 'two deployments hold one backend',
  },
  {
    name: 'fencing-number-not-checked',
    town: { requests: 3, on: { misuse: true } },
    file: 'shared/products/rehearsal/domain/decide/allocation.ts',
    find: 'if (holdsLease(turn) && turn.fencing === fencing && !foreign) return undefined;',
    replace: 'if (holdsLease(turn) && !foreign) return undefined;',
    why: 'news of a lease that is over counts for the one that came after it',
    also: [
      {
        file: 'shared/contexts/operations/app/agents/save-news.ts',
        find: "fencing === task.fencing ? undefined : { updated: 'stale' };",
        replace: 'undefined;',
      },
      {
        file: 'shared/contexts/operations/app/agents/task.ts',
        find: 'lease.backend === backend && lease.fencing === fencing;',
        replace: 'lease.backend === backend && fencing > 0;',
      },
      {
        file: 'shared/contexts/operations/app/agents/open-tasks.ts',
        find: '.filter((task) => task.shared === true || task.fencing === lease?.fencing);',
        replace: '.filter((task) => task.open);',
      },
    ],
  },
  {
    name: 'fencing-number-stands-still',
    file: 'shared/contexts/backends/domain/state.ts',
    find: 'return Math.max(fencing, after) + 1;',
    replace: 'return Math.max(1, fencing, after);',
    why: 'every lease has the number of the one before',
    also: [
      {
        file: 'shared/contexts/backends/domain/facts.ts',
        find: ' || lease.fencing <= state.fencing',
        replace: '',
      },
    ],
  },
  {
    name: 'pause-overlooked',
    file: 'shared/products/rehearsal/app/offer-turn.ts',
    find: 'const isBlocked = blocking(document.state).length > 0;',
    replace: 'const isBlocked = false;',
    why: 'whoever asked for the pause will see to it that nobody waits',
    also: [
      {
        file: 'shared/contexts/backends/domain/process.ts',
        find: 'const [why] = blocking(draft.state);',
        replace: 'const [why] = blocking({ flags: {} });',
      },
    ],
  },
  {
    name: 'pause-over-and-nobody-told',
    file: 'shared/contexts/backends/domain/process.ts',
    find: "isNews('flag_lowered')",
    replace: "isNews('flag_raised')",
    why: 'the next request that comes will start the queue again',
    also: [
      {
        file: 'shared/products/rehearsal/app/sweepers/turns.ts',
        find: 'return first === undefined ? isKeptForNobody(system, slug) : !(await isHeld(system, first.document.state));',
        replace: 'return false;',
      },
    ],
  },
  {
    name: 'backend-remembers-past-its-timeline',
    file: 'shared/contexts/backends/app/stored-backends.ts',
    find: 'commands, state };',
    replace: 'commands, state: { ...state, ...(state.turns === undefined ? {} : { turns: state.turns.slice(-1) }) } };',
    why: 'only the last turn is of interest',
  },
  {
    name: 'backend-left-while-a-run-goes-on',
    file: 'shared/products/rehearsal/domain/decide/advance.ts',
    find: 'state.jobs.some((job) => liveRun(job) !== undefined) ||',
    replace: '',
    why: 'the request is over, so its backend is given to the next, while its job still runs there',
  },
  {
    name: 'turn-not-ended',
    file: 'shared/products/rehearsal/domain/decide/advance.ts',
    find: "if (turn.state === 'clearing' || !isBusy(deciding)) endAllocation(deciding, turn);",
    replace: "if (turn.state === 'clearing' || (!isBusy(deciding) && draft.state.status !== 'withdrawn')) endAllocation(deciding, turn);",
    why: 'a withdrawn request keeps its backend for ever',
  },
  {
    name: 'left-in-disorder',
    file: 'shared/products/rehearsal/domain/decide/allocation.ts',
    find: "turn.state === 'clearing' ? nextStepOf(turn) !== undefined : ",
    replace: "turn.state === 'clearing' ? false : ",
    why: 'the next request finds the data of the one before',
  },
  {
    name: 'steps-out-of-order',
    file: 'shared/products/rehearsal/domain/decide/allocation.ts',
    find: ' || nextStepOf(turn) !== step)',
    replace: ' || !turn.steps.includes(step))',
    why: 'the smoke test runs before the build is there',
    also: [
      {
        file: 'shared/products/rehearsal/domain/react/allocation.ts',
        find: 'const step = turn === undefined ? undefined : nextStepOf(turn);',
        replace: "const step = turn === undefined ? undefined : turn.steps.findLast(({ state }) => state === 'waiting');",
      },
    ],
  },
  {
    name: 'failed-step-goes-on',
    file: 'shared/products/rehearsal/domain/decide/allocation.ts',
    find: "every(({ state }) => state === 'passed')) draft",
    replace: "some(({ state }) => state === 'passed')) draft",
    why: 'one good step makes a deployment',
  },
  {
    name: 'essential-goes-last',
    town: { requests: 3 },
    file: 'shared/products/rehearsal/domain/queue-order.ts',
    find: "=== true ? '0' : '1'",
    replace: "=== true ? '1' : '0'",
    why: 'the queue is sorted the wrong way round, and nobody waits long enough to notice',
  },
  {
    name: 'agent-task-offered-again',
    file: 'shared/platform/agent/agent-executor.ts',
    find: 'if ((await tx.get(ref)) !== undefined) return;\n      tx.create(ref',
    replace: 'await tx.get(ref);\n      tx.set(ref',
    why: 'a task delivered twice puts the same work before the agent twice',
  },
  {
    name: 'greater-number-taken',
    town: { requests: 3, on: { misuse: true } },
    file: 'shared/contexts/operations/app/agents/save-news.ts',
    find: 'return fencing === task.fencing ?',
    replace: 'return fencing >= task.fencing ?',
    why: 'whoever makes up a number that is great enough speaks for every lease',
  },
];
