import type { Bug } from './bug.ts';

/** S1 to S4: the promise to answer within its time. */
export const clockBugs: readonly Bug[] = [
  {
    name: 'resume-resets-the-clock',
    town: { requests: 3 },
    file: 'shared/kernel/promises/keep.ts',
    find: 'dueAt: dueWith(rules, leftInRest(clock), at) });',
    replace: 'dueAt: at + rules.answerWithin });',
    why: 'a question to the contributor buys the admins another day',
  },
  {
    name: 'clock-runs-while-returned',
    town: { requests: 3 },
    file: 'shared/kernel/promises/keep.ts',
    find: 'if (kinds.includes(clock.kind)) pauseClock(keeping, clock);',
    replace: "if (clock.kind === 'verdict') pauseClock(keeping, clock);",
    why: 'the admins pay for the time that the contributor takes',
  },
  {
    name: 'asked-again-starts-anew',
    town: { requests: 3 },
    file: 'shared/products/rehearsal/domain/decide/asking.ts',
    find: "else if (!clocks.some((clock) => clock.kind === 'review' && clock.state === 'running'))\n    startClock(",
    replace: 'else startClock(',
    why: 'handing a request to a colleague starts a new day',
  },
  {
    name: 'answer-leaves-the-clock-running',
    file: 'shared/products/rehearsal/kinds/actions/accept.ts',
    find: "stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');\n  if (backend",
    replace: 'if (backend',
    why: 'accepted in time, and in breach a day later',
  },
  {
    name: 'breach-before-its-time',
    town: { on: { away: true } },
    file: 'shared/kernel/promises/ladder.ts',
    find: 'if (ran >= promised) return BREACH + Math.floor(',
    replace: 'if (ran >= everyoneAfter) return BREACH + 0 * Math.floor(',
    why: 'the last reminder is taken for the breach',
  },
  {
    name: 'ladder-sleeps-too-long',
    town: { on: { away: true } },
    file: 'shared/kernel/app/keep-ladder.ts',
    find: 'const after = rungAfter(rules, clock, now) - now;',
    replace: 'const after = 2 * (rungAfter(rules, clock, now) - now);',
    why: 'after the last reminder it wakes hours after the breach',
  },
];
