import { namedOnRecord } from '#contexts/access/app/named-on-record.ts';
import { withMakersRights } from '#contexts/schedules/app/makers-rights.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import { runStarter } from '#products/pipelines/app/run-starter.ts';
import { probeStarter } from '#products/rehearsal/app/probe-starter.ts';
import { requestStarter } from '#products/rehearsal/app/request-starter.ts';
import { askTools } from './ask-tools.ts';
import type { Installation } from './installation.ts';
import { intakeOf } from './page-dependencies.ts';

/** O7. What schedules can start, by its kind: each product's starters stand here. */
export function starters(installation: Installation, host: CodeHost): Starters {
  const { system } = installation;
  const all = {
    probe: probeStarter(system),
    request: requestStarter(system, intakeOf(installation)),
    run: runStarter(system, askTools({ system }, host)),
  };
  return withMakersRights(all, (name) => namedOnRecord(system, name));
}
