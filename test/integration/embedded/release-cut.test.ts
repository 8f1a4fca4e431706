import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import { readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import { DAY } from '#kernel/time.ts';
import { findLongTitles } from '#infra/embedded/demo/forms.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, textOf, untilStatus, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let chat: Server;
const said: string[] = [];
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  chat = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => said.push(text));
    request.on('end', () => response.end('ok'));
  }).listen(0, '127.0.0.1');
  await once(chat, 'listening');
  const { port } = chat.address() as AddressInfo;
  const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
  home = await startEmbedded({
    settings: {
      chat: { webhook: `http://127.0.0.1:${port}/`, events: ['release.cut'] },
      calendar: {
        releases: [
          { name: '5.2', hardCutoff: day(30) },
          { name: '5.3', hardCutoff: day(60) },
        ],
        freezes: [{ kind: 'dated', name: 'release week', from: day(-1), to: day(20) }],
      },
    },
  });
  next = mailReader(home);
});

afterAll(async () => {
  await home.stop();
  chat.closeAllConnections();
  chat.close();
});

/** Somebody changes the calendar: the row is cut now. */
async function cutNow(): Promise<void> {
  const { system } = home.runtime.parts;
  const now = (await system.store.now()) ?? 0;
  system.rules = {
    ...system.rules,
    releases: system.rules.releases.map((row) => (row.name === '5.2' ? { ...row, hardCutoff: now } : row)),
  };
}

let sweeps = 0;

async function reported(): Promise<true | undefined> {
  const { system } = home.runtime.parts;
  sweeps += 1;
  await sweepAndReport(system, `cut${sweeps}`);
  return (await readReport(system, '5.2', undefined, 0))?.report === undefined ? undefined : true;
}

test('C4 C5 C8 a freeze holds a turn, a cutoff finds it blocking, the report is told everywhere, and an override lets it start', async () => {
  const id = await ask(home, { ...findLongTitles(), targetRelease: '5.2', essential: true, essentialReason: 'The release reads it.' });
  await press(home, await next('ben@', id, 'review wanted'), 'Accept');
  const held = await next('ana@', id, 'held by a freeze');
  expect(await stateOf(home, id)).toMatchObject({ status: 'queued', held: { freezes: ['release week'] } });
  await cutNow();
  await eventually('the report', reported);
  const mail = await next('rita@', 'release 5.2', 'cut, blocked by 1');
  expect(mail.text).toContain(`${id} FindLongTitlesJob: blocking; it waits for its turn on local`);
  const [address = ''] = /http:\S+\/releases\/5\.2\?version=1/.exec(mail.text) ?? [];
  expect(textOf(await (await fetch(address)).text())).toContain('1 blocking');
  await eventually('the chat', () => said.find((text) => text.includes('Release 5.2 was cut: 0 ready, 0 missed, 1 blocking, 0 breaches.')));
  expect(said).toHaveLength(1);
  await press(home, held, 'Start all the same', { comment: 'The release is blocked by it.' });
  await untilStatus(home, id, 'awaiting_verdict');
});
