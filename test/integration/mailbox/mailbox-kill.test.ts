import { expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import { openMailbox } from '#infra/embedded/mailbox/mailbox.ts';
import { sampleMail } from '../mail/sample-mail.ts';

const child = join(import.meta.dirname, '../../support/mailbox-child.ts');

async function start(folder: string): Promise<{ process: ChildProcess; url: string }> {
  const process_ = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<unknown>((resolve) => process_.stdout.once('data', resolve));
  return { process: process_, url: `smtp://127.0.0.1:${String(line).trim()}` };
}

/** Sends without pause until the mailbox is gone; gives the subjects that were accepted. `enough` is called at one of the first. */
async function sendUntilGone(url: string, round: string, enough: () => void): Promise<string[]> {
  const mailer = createSmtpMailer({ url });
  const accepted: string[] = [];
  const last = 1 + Math.floor(Math.random() * 40);
  async function sender(name: number): Promise<void> {
    for (let n = 0; ; n += 1) {
      const subject = `${round}-${name}-${n}`;
      const { state } = await mailer.deliver(sampleMail({ subject, text: 'x'.repeat(n % 7) }));
      if (state !== 'accepted') return;
      accepted.push(subject);
      if (accepted.length === last) enough();
    }
  }
  await Promise.all([1, 2, 3].map(sender));
  mailer.close();
  return accepted;
}

test('E1 every mail that was answered 250 is there after the mailbox was killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailbox-kill-'));
  const accepted: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const { process: victim, url } = await start(folder);
    // Each round at another moment of its work, not at a chosen one.
    const kill = (): unknown => setTimeout(() => victim.kill('SIGKILL'), Math.random() * 10);
    accepted.push(...(await sendUntilGone(url, String(round), kill)));
  }
  const mailbox = await openMailbox({ folder });
  const kept = mailbox.list();
  const subjects = new Set(kept.map(({ subject }) => subject));
  expect(accepted.length).toBeGreaterThanOrEqual(6);
  expect(accepted.filter((subject) => !subjects.has(subject))).toEqual([]);
  expect(kept.every(({ id }) => mailbox.get(id) !== undefined)).toBe(true);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  await mailbox.close();
  await rm(folder, { recursive: true, force: true });
});
