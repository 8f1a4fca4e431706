import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a job in bubblewrap may write, and its home. */
export const SCRATCH = '/scratch';
/** Where a job in bubblewrap finds its credentials. */
export const CREDENTIALS = '/run/credentials';

/** Programs are looked for where the system keeps them, and then beside the Node that runs the agent. */
export function innerPath(system: string): string {
  return `${system}:${dirname(process.execPath)}`;
}

/**
 * What jobs are given others must be able to read, whoever started this program with whatever mask; what is the agent's own alone is made so
 * by its own mode.
 */
export function letOthersRead(): void {
  process.umask(0o022);
}

/** Makes the folder in which what jobs are given lies. Others may pass through it, and see nothing of it. */
export function makeArea(area: string): void {
  mkdirSync(join(area, 'jobs'), { recursive: true, mode: 0o711 });
  writeFileSync(
    join(area, 'passwd'),
    'root:x:0:0::/root:/usr/sbin/nologin\njob:x:1000:1000::/scratch:/bin/sh\nnobody:x:65534:65534::/:/usr/sbin/nologin\n',
  );
  writeFileSync(join(area, 'group'), 'root:x:0:\njob:x:1000:\nnogroup:x:65534:\n');
}
