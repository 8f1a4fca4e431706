import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onGoogle } from '#infra/embedded/google/google-platform.ts';
import type { RuntimeOptions } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';
import { startCountedHouse, sumOf, type Cost } from '#test/support/counted-house.ts';
import type { Figure, SectionResult } from '../figures.ts';

/** The aims that were set for a whole one-job lifecycle. */
const AIM = { operations: 120, invocations: 40 };
/** What depends on how long things take is counted by chance: the least of so many is what is always asked for. */
const ROUNDS = 3;
/** List prices in US dollars for one, us-central1, as the providers' pages gave them in 2025; docs/guide/costs.md says more. */
const PRICE = { read: 0.03 / 100_000, write: 0.09 / 100_000, delete: 0.01 / 100_000, task: 0.4 / 1_000_000, invocation: 0.4 / 1_000_000 };

/** What one request with one job takes of the store, the queues and the functions, counted, at home and over Google's adapters. */
export async function benchCost(): Promise<SectionResult> {
  const homes = await countSeveral(1);
  const clouds = await countSeveral(20, onGoogle);
  const [home, cloud] = [leastOf(homes), leastOf(clouds)];
  return {
    figures: [...figuresOf('home', home), ...figuresOf('Google', cloud)],
    remarks: [
      'One job, no audit, two admins: 9 mails, 5 updates of the sheet. Home runs it by an agent, Google by Cloud Build and Dataflow, which are asked for news.',
      `The least of ${ROUNDS} at home (${allOf(homes)}) and on Google (${allOf(clouds)}): the others told the pull request again because something changed meanwhile, or ran a transaction again.`,
      `Where the calls go at home: ${listOf(home.invocations)}.`,
      `Where they go on Google: ${listOf(cloud.invocations)}.`,
      `Where the document operations go on Google: ${listOf(cloud.byCollection)}. Each effect takes six: created, leased (two reads, a write), settled (a read, a write).`,
      `List prices of one such request on Google, without compute time, mail, builds and jobs: ${dollars(cloud)}. Waiting polls of an agent are not in it.`,
    ],
  };
}

/** In a house of its own each: whoever comes to a pull request second is told beside the first. */
async function countSeveral(timeScale: number, options: RuntimeOptions = {}): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await countOne(timeScale, options));
  return costs;
}

function operationsOf({ reads, writes, deletes }: Cost): number {
  return reads + writes + deletes;
}

function leastOf(costs: readonly Cost[]): Cost {
  return costs.reduce((least, one) => (operationsOf(one) < operationsOf(least) ? one : least));
}

function allOf(costs: readonly Cost[]): string {
  return costs.map(operationsOf).join(', ');
}

async function countOne(timeScale: number, options: RuntimeOptions = {}): Promise<Cost> {
  const data = await mkdtemp(path.join(tmpdir(), 'rehearsal-cost-'));
  const house = await startCountedHouse({ ...readEmbeddedConfig({}), port: 0, data, timeScale }, options);
  try {
    await house.lifecycle();
    return await house.measure();
  } finally {
    await house.runtime.stop();
    for (const folder of [data, `${data}-agent`]) await rm(folder, { recursive: true, force: true });
  }
}

function figuresOf(where: string, cost: Cost): Figure[] {
  const aim = (value: number): Figure['floor'] => ({ name: 'the aim', value });
  return [
    {
      name: `${where}: document operations`,
      value: operationsOf(cost),
      unit: 'times',
      floor: aim(AIM.operations),
      note: `${cost.reads} reads, ${cost.writes} writes, ${cost.deletes} deletes`,
    },
    { name: `${where}: invocations`, value: sumOf(cost.invocations), unit: 'times', floor: aim(AIM.invocations) },
    { name: `${where}: tasks`, value: cost.tasks, unit: 'times' },
  ];
}

function listOf(counts: Map<string, number>): string {
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function dollars({ reads, writes, deletes, tasks, invocations }: Cost): string {
  const total =
    reads * PRICE.read + writes * PRICE.write + deletes * PRICE.delete + tasks * PRICE.task + sumOf(invocations) * PRICE.invocation;
  return `$${total.toFixed(6)}`;
}
