import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import { runStarter } from '#products/pipelines/app/run-starter.ts';
import { askTools } from './ask-tools.ts';
import type { Installation } from './installation.ts';

/** O7. What schedules can start, by its kind: each product's starters stand here. */
export function starters({ system }: Pick<Installation, 'system'>, host: CodeHost): Starters {
  return { run: runStarter(system, askTools({ system }, host)) };
}
