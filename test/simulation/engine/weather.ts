import type { Dice } from './dice.ts';

/**
 * What can go wrong. In front of the line: what befalls a call to a port, or the process that makes it. Then what befalls a delivery,
 * then what people and programs do. Each seed has some of them; shrinking switches off more.
 */
export const faultKinds = [
  'throw',
  'lost',
  'refuse',
  'late',
  'run_twice',
  'crash_before',
  'crash_after',
  'stall',
  'blackout',
  'drop',
  'duplicate',
  'delay',
  'push',
  'misuse',
  'withdraw',
  'bad_run',
  'poison',
  'away',
  'vandal',
  'flood',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The seed's plan: everything else follows from it and from the dice. */
export interface Plan {
  seed: number;
  requests: number;
  /** After so much virtual time no more faults. */
  calmAfter: number;
  on: Readonly<{ [K in FaultKind]: boolean }>;
  /** Share of port calls that go wrong. */
  rate: number;
  /** Shares of deliveries. */
  drop: number;
  duplicate: number;
  delay: number;
  /** Share of calls before which its process sleeps for minutes. */
  stall: number;
  /** What the settings say here, so that each is met by some. */
  settings: TownSettings;
}

/** What is laid down of a seed's plan, whatever its dice say. */
export interface PlanOver {
  requests?: number;
  calmAfter?: number;
  on?: Partial<Plan['on']>;
  settings?: Partial<TownSettings>;
  /** Nobody runs any there. */
  pipelines?: false;
}

export function planUnder({ on = {}, settings = {}, pipelines, ...over }: PlanOver, drawn: Plan): Plan {
  const all = { ...drawn.settings, ...settings };
  return { ...drawn, ...over, on: { ...drawn.on, ...on }, settings: pipelines === false ? { ...all, pipelines: undefined } : all };
}

/** On the first the agent is ours, on the second job-runner’s. */
type Shared = 'local' | 'backup';

export interface TownSettings {
  /** A3. */
  mergeOnApproval: boolean;
  /** C4. So long after the start the release is cut; undefined: weeks later. */
  cutAfter?: number | undefined;
  /** C6. Somebody moves the cutoff by so much when about half of the time to it is over; 0: nobody does. */
  cutMoves: number;
  /** C8. From, and to, after the start; on the backend `backup`. */
  freeze?: readonly [number, number] | undefined;
  /** N8. */
  quiet: boolean;
  /** D3. */
  regression: boolean;
  /** A7. */
  twoAdmins: boolean;
  /** R13. */
  words: boolean;
  /** K2. The backend that requests and pipelines share; left out, nothing runs pipelines. */
  pipelines?: Shared | undefined;
}

const HOUR = 3_600_000;

/** Each seed leaves some kinds out: a fault that always comes with all others is seen less than one that comes alone. */
export function planOf(seed: number, dice: Dice): Plan {
  const entries = faultKinds.map(
    (kind) =>
      [
        kind,
        // A stream of its own: it came later than the others, and moves nothing of them.
        kind === 'flood'
          ? dice.fork('flood').chance(0.15)
          : dice.chance(kind === 'poison' || kind === 'away' ? 0.06 : kind === 'vandal' ? 0.2 : kind === 'blackout' ? 0.15 : 0.7),
      ] as const,
  );
  return {
    seed,
    requests: dice.pick([1, 1, 1, 1, 1, 1, 1, 1, 2, 3]),
    calmAfter: dice.between(2, 12) * (HOUR / 4),
    on: Object.fromEntries(entries) as Plan['on'],
    rate: 0.02 + dice.next() * 0.16,
    drop: dice.next() * 0.25,
    duplicate: dice.next() * 0.3,
    delay: dice.next() * 0.15,
    stall: dice.next() * 0.01,
    settings: settingsOf(dice),
  };
}

const MINUTE = 60_000;

function settingsOf(dice: Dice): TownSettings {
  const from = dice.between(0, 90) * MINUTE;
  return {
    mergeOnApproval: dice.chance(0.4),
    cutAfter: dice.chance(0.35) ? dice.between(10, 240) * MINUTE : undefined,
    cutMoves: dice.chance(0.2) ? dice.pick([-20, 30, 600]) * MINUTE : 0,
    freeze: dice.chance(0.12) ? [from, from + dice.between(10, 180) * MINUTE] : undefined,
    quiet: dice.chance(0.08),
    regression: dice.chance(0.2),
    twoAdmins: dice.chance(0.15),
    // A stream of its own: it moves nothing else.
    words: dice.fork('words').chance(0.35),
    pipelines: sharedBy(dice.fork('slots')),
  };
}

/** In most towns nobody has a pipeline: those days are as they were. */
function sharedBy(dice: Dice): Shared | undefined {
  const [isThere, shared] = [dice.chance(0.25), dice.pick<Shared>(['local', 'backup'])];
  return isThere ? shared : undefined;
}

/** The plan at an instant: calm has no faults. */
export interface Weather {
  plan: Plan;
  calm: boolean;
  has(kind: FaultKind): boolean;
}

export function createWeather(plan: Plan): Weather {
  const self: Weather = { plan, calm: false, has: (kind) => !self.calm && plan.on[kind] };
  return self;
}
