import { createHash } from 'node:crypto';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import type { Installation } from './installation.ts';

/** K2. What runs are made with, whatever door they are asked for by. */
export function askTools({ system }: Pick<Installation, 'system'>, host: CodeHost): AskTools {
  const house = { ...houseOf(system), sha1: (text: string) => createHash('sha1').update(text).digest('hex') };
  return { house, host, rules: system.rules.pipelines };
}
