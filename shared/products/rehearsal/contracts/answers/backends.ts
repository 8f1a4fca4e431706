import { answerOf, count, instant, like, names, oneOf, words, yes } from '#contexts/access/contracts/api/answer.ts';

export const backend = like('local');
const health = oneOf('healthy', 'held', 'unknown').describe('Unknown: its agent was not heard for long, or never.');
const lastSeen = instant.optional().describe('When its agent was last heard.');
const held = words.optional().describe('All that keeps anything new from starting, with its reasons.');
const holder = words.optional().describe('The request that has it to itself.');

export const backendList = answerOf(
  {},
  {
    backends: {
      backend,
      executor: oneOf('agent', 'dataflow').describe('How jobs run there.'),
      from: oneOf('settings', 'record').describe('Who says that there is one: the settings, or the record of who added it.'),
      holder,
      since: instant.optional(),
      fencing: count.describe('Number of the last lease.'),
      paused: words.optional().describe('Why it is paused.'),
      held,
      told: words.optional().describe('Flags that hold nothing back.'),
      frozenUntil: instant.optional(),
      lastSeen,
      silent: yes,
    },
  },
);

/** How it stands after a switch. */
export const backendSwitched = answerOf({
  backend,
  paused: words.optional().describe('Why it is paused.'),
  since: instant.optional(),
  held,
  holder,
  ready: yes.describe('Nothing runs there any more and nothing will: it can be worked on.'),
});

const probe = {
  what: oneOf('probe'),
  name: words,
  asks: words,
  standing: oneOf('on', 'switched off', 'under way'),
  last: words.describe('What the last one said.'),
  lastAt: instant.optional(),
  says: words.optional(),
  since: instant.optional(),
  next: instant.optional(),
} as const;

const pool = { pool: like('default'), slots: count, used: count } as const;

export const backendShown = answerOf(
  {
    backend,
    name: words,
    from: oneOf('settings', 'record'),
    addedSince: instant.optional(),
    addedBy: words.optional(),
    note: words.optional(),
    tokens: names.optional().describe('Ids of the tokens that reach it; for those who may see tokens.'),
    health,
    lastSeen,
    flags: words.optional(),
    outcome: oneOf('created', 'unchanged').optional(),
  },
  { pools: pool, probes: probe },
);

export const backendRemoved = answerOf({ backend, removed: yes });

export const probesAsked = answerOf({ backend, asked: words }, { each: probe });

export const probesSwitched = answerOf(
  {
    backend,
    probes: oneOf('on', 'off'),
    since: instant.optional(),
    by: words.optional(),
    why: words.optional(),
    takenBack: names.optional().describe('Flags that probes had raised.'),
  },
  { each: probe },
);

const flag = {
  what: oneOf('flag'),
  name: words,
  since: instant,
  for: like('12 min'),
  by: words.optional(),
  why: words.optional(),
} as const;

const work = {
  what: oneOf('run', 'step', 'action').describe('What kind of work it is.'),
  name: words,
  since: instant,
  for: like('12 min'),
  expectedEnd: instant.optional(),
  expectedFrom: words,
  pace: oneOf('in time', 'slow', 'unknown', 'never').optional(),
  late: like('3 min').optional(),
  stoppingSince: instant.optional(),
  why: words.optional(),
  becomes: words.optional().describe('What becomes of it by a drain that stops.'),
} as const;

export const backendStanding = answerOf(
  {
    backend,
    health,
    holder,
    slots: like('default 1 of 2').optional(),
    waiting: count,
    lastSeen,
    workHeldBy: words.optional(),
    silent: yes,
    rebooted: instant.optional(),
    running: count,
    freeBy: instant.optional(),
    late: count,
    unknownEnds: count,
    stopping: count,
    neverEnds: count,
    draining: yes,
    mode: oneOf('stop', 'wait').optional(),
    ready: yes.optional(),
    readySince: instant.optional(),
    deadline: instant.optional(),
    overdueSince: instant.optional(),
    resumesAtReturn: yes.optional(),
  },
  { flags: flag, work, probes: probe },
);

const day = { given: count, answered: count, ended: like('done 3, failed 1') } as const;

export const backendFigures = answerOf(
  {
    backend,
    health,
    firstSeen: instant.optional(),
    lastSeen,
    days: count.describe('So many are listed.'),
    ...day,
    timed: count.describe('Operations of which the times are known.'),
    waitedMedianSeconds: count.optional(),
    waitedP90Seconds: count.optional(),
    ranMedianSeconds: count.optional(),
    ranP90Seconds: count.optional(),
  },
  { byDay: { day: like('2026-12-01'), ...day } },
);
