import type { Readable } from 'node:stream';
import { identityOf, type Identity } from '../processes.ts';

/** What bubblewrap tells of the sandbox that it makes: one JSON object a line. */
export interface SandboxStatus {
  /** The first process in it, as soon as there is one; undefined when it ended before there was. */
  init: Promise<Identity | undefined>;
  /** The job began, so that the exit code is its own. Asked once everything has ended. */
  began: () => boolean;
}

export function readStatus(stream: Readable): SandboxStatus {
  let text = '';
  const init = new Promise<Identity | undefined>((resolve) => {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const [, pid] = /"child-pid":\s*(\d+)/.exec(text) ?? [];
      if (pid !== undefined) resolve(identityOf(Number(pid)));
    });
    stream.once('close', () => resolve(undefined)).once('error', () => resolve(undefined));
  });
  return { init, began: () => text.includes('"exit-code"') };
}
