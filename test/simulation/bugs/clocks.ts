import type { Bug } from './bug.ts';

/** S1 to S4: the promise to answer within its time. */
export const clockBugs: readonly Bug[] = [
  {
    name: 'resume-resets-the-clock',
    file: 'shared/domain/request/decide/clocks.ts',
    find: 'dueAt: dueWith(rules, leftInRest(clock), at) });',
    replace: 'dueAt: at + rules.answerWithin });',
    why: 'a question to the contributor buys the admins another day',
  },
  {
    name: 'clock-runs-while-returned',
    file: 'shared/domain/request/decide/clocks.ts',
    find: "if (clock.kind !== 'review' || clock.state !== 'running') continue;\n    draft.record({ fact: 'clock_paused'",
    replace: "if (clock.kind !== 'verdict' || clock.state !== 'running') continue;\n    draft.record({ fact: 'clock_paused'",
    why: 'the admins pay for the time that the contributor takes',
  },
  {
    name: 'asked-again-starts-anew',
    file: 'shared/domain/request/decide/asking.ts',
    find: "else if (!clocks.some((clock) => clock.kind === 'review' && clock.state === 'running'))\n    startClock(",
    replace: 'else startClock(',
    why: 'handing a request to a colleague starts a new day',
  },
  {
    name: 'answer-leaves-the-clock-running',
    file: 'shared/domain/request/decide/answer-review.ts',
    find: "stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');\n  if (backend",
    replace: 'if (backend',
    why: 'accepted in time, and in breach a day later',
  },
  {
    name: 'breach-every-day',
    file: 'shared/domain/request/decide/clocks.ts',
    find: 'const breached = rung >= BREACH && clock.breachedAt === undefined;',
    replace: 'const breached = rung >= BREACH;',
    why: 'each day that nobody answers counts as a breach of its own',
  },
  {
    name: 'breach-before-its-time',
    file: 'shared/domain/clock/ladder.ts',
    find: 'if (ran >= promised) return BREACH',
    replace: 'if (ran >= everyoneAfter) return BREACH',
    why: 'the last reminder is taken for the breach',
  },
  {
    name: 'ladder-without-its-last-rung',
    file: 'shared/domain/clock/ladder.ts',
    find: 'const ahead = [assigneeAfter, everyoneAfter, promised].filter(',
    replace: 'const ahead = [assigneeAfter, everyoneAfter].filter(',
    why: 'after the last reminder nobody looks before the day after',
  },
];
