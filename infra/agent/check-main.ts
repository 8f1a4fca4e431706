/**
 * `node check-main.ts <folder>`: tries every break-out on this machine. Beside an agent with `AGENT_DATA`, or wherever agents are to run: the folder is
 * made, used and left. Exit code 1 when something is open that should be held.
 */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkConfig } from './config.ts';
import { printCheck } from './check/print.ts';
import { letOthersRead } from './sandbox/places.ts';

letOthersRead();
const config = checkConfig(process.argv[2]);
mkdirSync(join(config.data, 'tasks'), { recursive: true, mode: 0o700 });
mkdirSync(`${config.workdir}.git`, { recursive: true, mode: 0o700 });
chmodSync(config.data, 0o711);
try {
  const holds = await printCheck(config, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = holds ? 0 : 1;
} finally {
  rmSync(config.data, { recursive: true, force: true });
}
