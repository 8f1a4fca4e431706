import { spawn } from 'node:child_process';
import path from 'node:path';
import type { MailSeen } from '#infra/embedded/demo/client.ts';
import { startRuntime, type Runtime } from '#infra/embedded/runtime.ts';
import { taskRoutes } from '#products/rehearsal/stored/tasks.ts';
import { bareAppend } from '../bare-commits.ts';
import { startFakeAgent } from '../fake-agent.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { liveOne, mailsByAsking, printed, type Laps, type Stage } from '../lifecycle.ts';
import { interleave } from '../interleave.ts';
import { makePlace, type Place } from '../place.ts';
import { raiseRates } from '../rates.ts';
import { median } from '../statistics.ts';

const BACKENDS = 4;

/** Whole one-job lifecycles, from the form to the approved row. */
export async function benchLifecycles(): Promise<SectionResult> {
  const { send_mail: mails, update_sheet: sheet } = taskRoutes;
  const remarks = [
    `The task table lets ${mails.ratePerSecond} mails and ${sheet.ratePerSecond} sheet updates start a second.`,
    `"Without rates": all queues at 2000 a second. Fake agents answer the agent API in this process, with no process started.`,
  ];
  const real = await withRealAgent(4);
  const limited = await withFakeAgents(16);
  const restore = raiseRates();
  const free = await withFakeAgents(32);
  restore();
  return { figures: [...real, ...limited.map(named('task table’s rates')), ...free.map(named('without rates'))], remarks };
}

function named(words: string): (figure: Figure) => Figure {
  return (figure) => ({ ...figure, name: `${figure.name}, ${words}` });
}

async function withRealAgent(count: number): Promise<Figure[]> {
  const place = await makePlace();
  const runtime = await startRuntime(place.config);
  const stage = stageOf(runtime);
  await liveOne(stage, 'local');
  const laps: Laps[] = [];
  const began = performance.now();
  for (let done = 0; done < count; done += 1) laps.push(await liveOne(stage, 'local'));
  const perMinute = (count * 60_000) / (performance.now() - began);
  const floor = { name: 'starting three empty Node processes', value: 60_000 / (await emptyProcesses(3)) };
  await runtime.stop();
  await place.remove();
  return [{ name: 'real agent and processes, one after another', value: perMinute, unit: '/min', floor, note: tell(laps) }];
}

async function withFakeAgents(count: number): Promise<Figure[]> {
  const place = await makePlace(BACKENDS);
  const runtime = await startRuntime(place.config, { agent: false });
  const agents = Object.entries(place.agentTokens).map(([slug, token]) => startFakeAgent(runtime.url, slug, token, printed));
  const stage = stageOf(runtime);
  const one = await timed(() => inTurn(stage, 3, 1));
  const many = await timed(() => inTurn(stage, count, 8));
  const floor = await durableFloor(runtime, place, many.laps[0]?.id ?? '');
  for (const agent of agents) await agent.stop();
  await runtime.stop();
  await place.remove();
  return [
    { name: 'fake agent, one after another', value: (3 * 60_000) / one.time, unit: '/min', floor, note: tell(one.laps) },
    {
      name: `fake agents, 8 at once on ${BACKENDS} backends`,
      value: (count * 60_000) / many.time,
      unit: '/min',
      floor,
      note: tell(many.laps),
    },
  ];
}

async function timed(work: () => Promise<Laps[]>): Promise<{ laps: Laps[]; time: number }> {
  const began = performance.now();
  const laps = await work();
  return { laps, time: performance.now() - began };
}

/** So many lifecycles, `atOnce` of them under way, spread over the backends. */
async function inTurn(stage: Stage, count: number, atOnce: number): Promise<Laps[]> {
  const laps: Laps[] = [];
  let next = 0;
  async function liver(): Promise<void> {
    while (next < count) {
      next += 1;
      laps.push(await liveOne(stage, `bench-${(next % BACKENDS) + 1}`));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, liver));
  return laps;
}

function stageOf({ url, parts, mailbox }: Runtime): Stage {
  // The summaries are in memory; only the mail that was waited for is read.
  const find = (to: string, words: string[]): MailSeen | undefined => {
    const found = mailbox?.list().find((mail) => mail.to.startsWith(to) && words.every((word) => mail.subject.includes(word)));
    return found === undefined ? undefined : mailbox?.get(found.id);
  };
  return { url, secret: parts.secrets.webhookSecrets[0] ?? '', mail: mailsByAsking(find, 20), sheet: parts.folder('approvals.csv') };
}

/** A deployment, its verification and a job are a process each. Milliseconds. */
async function emptyProcesses(count: number): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < count; done += 1) {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
  }
  return performance.now() - began;
}

/** Nothing but a durable append for each command of one lifecycle. */
async function durableFloor({ parts }: Runtime, { folder }: Place, id: string): Promise<NonNullable<Figure['floor']>> {
  const commands = (await parts.system.store.get({ collection: 'requests', id }))?.version ?? 0;
  const disk = bareAppend(path.join(folder, 'append'));
  const times = await interleave({ append: () => disk.append(4_000) }, 100, 10);
  disk.close();
  return { name: `${commands} appends of 4 KB with fsync`, value: 60_000 / (median(times.append) * commands) };
}

function tell(laps: Laps[]): string {
  const middle = (part: Exclude<keyof Laps, 'id'>): string => `${Math.round(median(laps.map((lap) => lap[part])))} ms`;
  return `median ${middle('whole')}: to review ${middle('asked')}, to verdict ${middle('ran')}, to row ${middle('approved')}`;
}
