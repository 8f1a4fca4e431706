import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MailSeen } from '#infra/embedded/demo/client.ts';
import { npmStart, startChild, type Child } from '../child.ts';
import { startFakeAgent } from '../fake-agent.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { liveOne, mailsByAsking, printed, type Stage } from '../lifecycle.ts';
import { makePlace, type Place } from '../place.ts';
import { readOperatorFile } from '#infra/embedded/operator-file.ts';
import { createPoster, signed } from '../post.ts';
import { exampleForm } from '../senders.ts';

const LIFECYCLES = 20;
const SUBMISSIONS = 500;

/** Resident memory of the process of `npm start`, its agent not among it, beside the bare framework's. */
export async function benchMemory(): Promise<SectionResult> {
  const hello = await startChild(['test/bench/hello.ts'], '/', {});
  await sleep(1_000);
  const bare = hello.memory();
  await hello.stop();
  if (bare === undefined) return { figures: [], remarks: ['Not measured: this system does not tell a process’s memory.'] };
  const place = await makePlace(1);
  const child = await startChild(npmStart(), '/', place.environment);
  await sleep(2_000);
  const floor = { name: 'a function of the bare framework', value: bare.now };
  const figures: Figure[] = [{ name: 'idle, resident', value: child.memory()?.now ?? 0, unit: 'MB', floor }];
  const peak = (name: string, note?: string): void => {
    figures.push({ name, value: child.memory()?.peak ?? 0, unit: 'MB', floor: { ...floor, value: bare.peak }, note });
  };
  peak('idle, peak so far');
  await lifecycles(place, child);
  peak(`peak after ${LIFECYCLES} lifecycles`);
  await submissions(place, child);
  peak(`peak after ${SUBMISSIONS} more submissions`);
  await sleep(15_000);
  peak('peak 15 s later', `aim: under 250 MB; resident then ${Math.round(child.memory()?.now ?? 0)} MB`);
  await child.stop();
  await place.remove();
  return {
    figures,
    remarks: [
      `MB are 10^6 bytes. The ${SUBMISSIONS} come from 8 senders; mails, gate checks and sheet updates of theirs go on for the 15 s and longer.`,
    ],
  };
}

async function lifecycles(place: Place, { url }: Child): Promise<void> {
  const agents = Object.entries(place.agentTokens).map(([slug, token]) => startFakeAgent(url, slug, token, printed));
  const poster = createPoster();
  const token = (await readOperatorFile(place.config.data))?.token ?? '';
  const find = async (to: string, words: string[]): Promise<MailSeen | undefined> => {
    const { text } = await poster.get(`${url}/mailbox/messages?to=${to}`, { authorization: `Bearer ${token}` });
    return (JSON.parse(text) as MailSeen[]).find(({ subject }) => words.every((word) => subject.includes(word)));
  };
  const stage: Stage = {
    url,
    secret: secretOf(place),
    mail: mailsByAsking(find, 100),
    sheet: path.join(place.config.data, 'approvals.csv'),
  };
  for (let done = 0; done < LIFECYCLES; done += 1) await liveOne(stage, 'bench-1');
  for (const agent of agents) await agent.stop();
  poster.close();
}

async function submissions(place: Place, { url }: Child): Promise<void> {
  const poster = createPoster();
  let left = SUBMISSIONS;
  async function sender(): Promise<void> {
    while (left-- > 0) {
      const { headers, body } = signed(exampleForm(), secretOf(place));
      const { status } = await poster.post(`${url}/requests`, headers, body);
      if (status !== 201) throw new Error(`intake answered ${status}`);
    }
  }
  await Promise.all(Array.from({ length: 8 }, sender));
  poster.close();
}

function secretOf({ config }: Place): string {
  const { webhookSecrets } = JSON.parse(readFileSync(path.join(config.data, 'secrets.json'), 'utf8')) as { webhookSecrets: string[] };
  return webhookSecrets[0] ?? '';
}
