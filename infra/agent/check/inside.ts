/**
 * `node inside.ts <target as JSON>`: run as a job, tries to break out, and prints a line `<id> held` or `<id> open` for each attempt. It
 * opens and looks, and changes nothing that it could reach. It imports nothing but Node and its neighbours: they are all that it is given.
 */
import { spawn } from 'node:child_process';
import { fileAttempts } from './inside-files.ts';
import { limitAttempts } from './inside-limits.ts';
import { networkAttempts } from './inside-network.ts';
import { rightAttempts } from './inside-rights.ts';
import type { Target } from './target.ts';
import type { Attempts } from './attempts.ts';

const target = JSON.parse(process.argv[2] ?? '{}') as Target;

async function attempt(attempts: Attempts): Promise<void> {
  for (const [id, tryIt] of Object.entries(attempts)) {
    let open = false;
    try {
      open = await tryIt();
    } catch {
      open = false;
    }
    process.stdout.write(`${id} ${open ? 'open' : 'held'}\n`);
  }
}

/** Twice forked, in a session of its own, without environment, deaf to signals. */
function leaveBehind(): void {
  const stay = `for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(name, () => {}); setInterval(() => {}, 1000) // ${target.mark}`;
  const again = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stay)}], { detached: true, stdio: 'ignore', env: {} }).unref()`;
  spawn(process.execPath, ['-e', again], { detached: true, stdio: 'ignore', env: {} }).unref();
}

leaveBehind();
await attempt(fileAttempts(target));
await attempt(rightAttempts(target));
await attempt(networkAttempts(target));
await attempt(limitAttempts());
process.exit(0);
