import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real material that lies beside the checkout and is not part of it. */
const folder = new URL('../../../shared/data/', import.meta.url);

export function sharedDataPath(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

/** False, and said loudly, when the folder is not there; an error on a build server, where it must be. */
export function hasSharedData(): boolean {
  if (existsSync(folder)) return true;
  const message = `the folder of shared data is missing (${fileURLToPath(folder)}): tests against real material do not run`;
  if (process.env['CI']) throw new Error(message);
  console.warn(`WARNING: ${message}`);
  return false;
}

export function readSharedJson(name: string): unknown {
  return JSON.parse(readFileSync(sharedDataPath(name), 'utf8'));
}
