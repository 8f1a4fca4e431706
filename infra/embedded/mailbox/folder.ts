import { readFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMailId } from './ids.ts';
import { readMessage, summaryOf, type MailSummary, type StoredMail } from './message.ts';

/**
 * One mail is two files: `<id>.eml`, the truth, and `<id>.json`, made from it. A mail is kept from the moment its .eml has
 * its name and the folder is flushed; a .json that is missing is made again when the folder is opened.
 */
export interface MailFolder {
  /** Oldest first, as found when the folder was opened. */
  found: MailSummary[];
  /** Durable once it resolves. */
  keep(id: string, receivedAt: Date, stored: Buffer): Promise<StoredMail>;
  read(id: string): StoredMail | undefined;
}

export async function openFolder(folder: string): Promise<MailFolder> {
  // Mails hold links that act: for the owner's eyes only.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  for (const name of names.filter((each) => each.endsWith('.tmp'))) await rm(join(folder, name), { force: true });
  const ids = names
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .filter(isMailId)
    .toSorted();
  const found: MailSummary[] = [];
  for (const id of ids) found.push(summaryOf(readJson(folder, id) ?? (await remade(folder, id))));
  return { found, keep: (id, receivedAt, stored) => keep(folder, id, receivedAt, stored), read: (id) => readJson(folder, id) };
}

async function keep(folder: string, id: string, receivedAt: Date, stored: Buffer): Promise<StoredMail> {
  const message = await readMessage(id, receivedAt, stored);
  await writeFlushed(join(folder, `${id}.eml`), stored);
  await writeFlushed(join(folder, `${id}.json`), JSON.stringify(message));
  await flushFolder(folder);
  return message;
}

/** Of a mail whose keeping was cut short between its two files. */
async function remade(folder: string, id: string): Promise<StoredMail> {
  const path = join(folder, `${id}.eml`);
  const message = await readMessage(id, (await stat(path)).mtime, await readFile(path));
  await writeFlushed(join(folder, `${id}.json`), JSON.stringify(message));
  return message;
}

function readJson(folder: string, id: string): StoredMail | undefined {
  try {
    // We wrote it ourselves, whole or not at all.
    return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as StoredMail;
  } catch {
    return undefined;
  }
}

async function writeFlushed(path: string, content: Buffer | string): Promise<void> {
  const file = await open(`${path}.tmp`, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
