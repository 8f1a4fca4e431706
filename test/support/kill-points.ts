import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '#infra/embedded/demo/client.ts';
import type { Victim } from './victim.ts';

/** Where and when a server can be killed. */
export interface Ground {
  /** Its data folder. */
  data: string;
  /** The file in which each job leaves a line when it begins. */
  witness: string;
  random: () => number;
  /** Milliseconds that its first start took. */
  start: number;
  /** Resolves as soon as somebody sends a form or presses a button. */
  asked: () => Promise<void>;
}

/** Longest life after the start of one that dies at a random moment, in milliseconds. */
const LIFE = 1_000;
/** Of the things of which many happen in one story, so many may be let pass. */
const MANY = 25;

/** A kind of moment: resolves when it has come. */
type Moment = (ground: Ground, victim: Victim) => Promise<unknown>;

/** Moments of a start, which nobody need wait for. */
const whileItStarts = {
  'a random moment of its start': ({ random, start }) => sleep(random() * start),
  'its store is opened': ({ data }) => changed(data, (name) => name.startsWith('store.sqlite-'), 1),
  'it says that it runs': (_, victim) => victim.ready,
} satisfies Record<string, Moment>;

/** Moments at which something of a story has just been done: each is waited for, so there is always some progress. */
const whileItServes = {
  'a random moment of its life': ({ random }) => sleep(random() * LIFE),
  'the store commits': ({ data, random }) => changed(data, (name) => name === 'store.sqlite-wal', 1 + Math.floor(random() * MANY)),
  'the queue commits': ({ data, random }) => changed(data, (name) => name === 'queue.sqlite-wal', 1 + Math.floor(random() * MANY)),
  'a mail is kept': ({ data, random }) => changed(path.join(data, 'mailbox'), () => true, 1 + Math.floor(random() * 4)),
  'the sheet is rewritten': ({ data, random }) => changed(data, (name) => name.includes('approvals.csv'), 1 + Math.floor(random() * 4)),
  'a pull request is told': ({ data, random }) => changed(data, (name) => name === 'pull-requests.jsonl', 1 + Math.floor(random() * 2)),
  'a job begins': ({ witness }) => changed(path.dirname(witness), (name) => name === path.basename(witness), 1),
  'an output is kept': ({ data }) => changed(path.join(data, 'outputs'), () => true, 1),
  'somebody asks': ({ asked, random }) => asked().then(() => sleep(random() * 30)),
} satisfies Record<string, Moment>;

export interface KillPoint {
  kind: string;
  reached: Moment;
}

const pointsOf = (moments: Record<string, Moment>, first: Moment): KillPoint[] =>
  Object.entries(moments).map(([kind, moment]) => ({
    kind,
    reached: async (ground, victim) => {
      await first(ground, victim);
      await moment(ground, victim);
    },
  }));

/** Each kind once. */
export const killPoints: readonly KillPoint[] = [
  ...pointsOf(whileItStarts, () => Promise.resolve()),
  ...pointsOf(whileItServes, (_, victim) => victim.ready),
];

/** Every kind so often, in the order of these dice, and never two starts in a row: else nothing might get on. */
export function inOrderOf(random: () => number, times: number): KillPoint[] {
  const shuffled = Array.from({ length: times }, () => killPoints)
    .flat()
    .map((point) => ({ point, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ point }) => point);
  const [starts, others] = [shuffled.filter(({ kind }) => kind in whileItStarts), shuffled.filter(({ kind }) => !(kind in whileItStarts))];
  return others.flatMap((point, n) => [...starts.slice(n, n + 1), point]);
}

/** What is watched must be there before it is. */
export async function makeWatched(data: string): Promise<void> {
  for (const name of ['mailbox', 'outputs']) await mkdir(path.join(data, name), { recursive: true, mode: 0o700 });
}

/** Resolves at the n-th change, from now on, of what has such a name in this folder. */
function changed(folder: string, fits: (name: string) => boolean, nth: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = nth;
    const watcher = watch(folder, (_event, name) => {
      if (name === null || !fits(name)) return;
      left -= 1;
      if (left > 0) return;
      watcher.close();
      resolve();
    });
    watcher.once('error', reject);
  });
}

/** The same client, and a promise of the next thing that anybody asks of the server. */
export function overheard(client: Client): { client: Client; asked: () => Promise<void> } {
  let waiting: (() => void)[] = [];
  const hear = (): void => waiting.splice(0).forEach((go) => go());
  return {
    asked: () => new Promise((resolve) => (waiting = [...waiting, resolve])),
    client: {
      ...client,
      submit: (...args) => {
        hear();
        return client.submit(...args);
      },
      follow: (...args) => {
        hear();
        return client.follow(...args);
      },
    },
  };
}
