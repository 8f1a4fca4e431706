import { chmodSync, lchownSync, readdirSync } from 'node:fs';

/** What a job is to write becomes its own user's. Of a folder that nobody hostile has written yet. */
export function giveFolder(folder: string, user: number): void {
  give(Buffer.from(folder), user);
  chmodSync(folder, 0o700);
}

function give(path: Buffer, user: number): void {
  lchownSync(path, user, user);
  for (const one of readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) {
    const inner = Buffer.concat([path, Buffer.from('/'), one.name]);
    if (one.isDirectory()) give(inner, user);
    else lchownSync(inner, user, user);
  }
}
