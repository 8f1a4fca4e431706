import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, linkOf, type MailSeen } from '#infra/embedded/demo/client.ts';
import { formOf } from '#infra/embedded/demo/forms.ts';
import { createPoster, signed, type Poster } from './post.ts';

/** Gives the first mail to this address whose subject has all the words, waiting for it. */
export type MailWait = (to: string, ...words: string[]) => Promise<MailSeen>;

export interface Stage {
  url: string;
  secret: string;
  mail: MailWait;
  sheet: string;
}

const JOB = 'CountExplorationStatesJob';
export const printed = ['explorations: 6', 'states: 21'];
const PATIENCE = 60_000;

/** Milliseconds of each part of one lifecycle. */
export type Laps = Record<'asked' | 'ran' | 'approved' | 'whole', number> & { id: string };

/** Form, review mail, accept, deployment, run, verdict, approved mail, approved row: over HTTP and mail, as people do it. */
export async function liveOne({ url, secret, mail, sheet }: Stage, backend: string): Promise<Laps> {
  const poster = createPoster();
  const began = performance.now();
  const { headers, body } = signed(oneJob(backend), secret);
  const { status, text } = await poster.post(`${url}/requests`, headers, body);
  if (status !== 201) throw new Error(`intake answered ${status}: ${text.slice(0, 200)}`);
  const { id } = JSON.parse(text) as { id: string };
  const review = await mail('ana@', id, 'review');
  const asked = performance.now();
  await follow(poster, url, review, 'Accept', {});
  const verdict = await mail('ana@', id, 'verdict');
  const ran = performance.now();
  await follow(poster, url, verdict, 'Approve', { comment: 'Compared with the admin page.' });
  await mail('rita@', id, 'pproved');
  await approvedRow(sheet, id);
  const end = performance.now();
  poster.close();
  return { id, asked: asked - began, ran: ran - asked, approved: end - ran, whole: end - began };
}

function oneJob(backend: string): Record<string, unknown> {
  return formOf({
    pullRequest: 'https://github.com/oppia/oppia/pull/1',
    backend,
    jobs: [
      {
        name: JOB,
        module: 'exploration_stats_jobs',
        role: 'other',
        safeToRerun: true,
        expectedOutput: [
          { kind: 'exact', line: 'explorations: 6' },
          { kind: 'count', label: 'states', comparison: '=', value: 21 },
        ],
      },
    ],
  });
}

/** Looks at the page of the link, then sends its form with the code of the mail. */
async function follow(poster: Poster, url: string, mail: MailSeen, label: string, fields: Record<string, string>): Promise<void> {
  const link = new URL(new URL(linkOf(mail, label)).pathname, url).href;
  await poster.get(link);
  const body = new URLSearchParams({ code: codeOf(mail), ...fields }).toString();
  const { status, text } = await poster.post(link, { 'content-type': 'application/x-www-form-urlencoded' }, body);
  if (status >= 400)
    throw new Error(
      `${label} answered ${status}: ${text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .slice(0, 300)}`,
    );
}

async function approvedRow(sheet: string, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    const rows = await readFile(sheet, 'utf8').catch(() => '');
    if (rows.split('\n').some((line) => line.includes(id) && line.includes('Approved by'))) return;
    await sleep(50);
  }
  throw new Error(`no approved row of ${id}`);
}

/** Waits for a mail by asking for it once in a while (milliseconds). */
export function mailsByAsking(
  find: (to: string, words: string[]) => Promise<MailSeen | undefined> | MailSeen | undefined,
  every: number,
): MailWait {
  return async (to, ...words) => {
    for (let waited = 0; waited < PATIENCE; waited += every) {
      const found = await find(to, words);
      if (found !== undefined) return found;
      await sleep(every);
    }
    throw new Error(`no mail to ${to} about ${words.join(', ')}`);
  };
}
