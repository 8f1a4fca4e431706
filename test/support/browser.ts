import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** The program's path; undefined, and said loudly, when there is none; an error on a build server, where it must be. */
export function chromiumPath(): string | undefined {
  const found = [process.env['CHROMIUM_PATH'], ...usualPaths].find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  const message = 'there is no Chromium (set CHROMIUM_PATH): the browser tests do not run';
  if (process.env['CI']) throw new Error(message);
  console.warn(`WARNING: ${message}`);
  return undefined;
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
