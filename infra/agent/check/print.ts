import type { SandboxKind } from '#contexts/operations/sandbox.ts';
import type { AgentConfig } from '../config.ts';
import { findContainers } from '../containers/cli.ts';
import { lookAtMachine } from '../sandbox/machine.ts';
import { checkSandbox } from './check.ts';

/** `rehearsal agent check`: each break-out from inside of each kind of sandbox that this machine offers, a line each. False: one is open that should be held. */
export async function printCheck(config: AgentConfig, print: (line: string) => void): Promise<boolean> {
  const { unusable, best } = await lookAtMachine(config);
  let holds = true;
  for (const kind of ['bubblewrap', 'user', 'none'] as const) {
    const why = unusable[kind];
    print(`${kind}${kind === best ? ', which jobs get unless the settings say otherwise' : ''}`);
    if (why !== undefined) print(`  not available here: ${why}`);
    else if (kind === 'none') print('  holds nothing: jobs run as the agent itself, with all its files and its network');
    else holds = (await printKind(kind, config, print)) && holds;
  }
  const found = await findContainers(config.containers);
  print('containers, which actions of pipelines get where there are any');
  print(
    'none' in found
      ? `  not available here: ${found.none}`
      : `  found: ${found.program}. What they hold is that program’s to keep, and is not tried here`,
  );
  return holds;
}

async function printKind(kind: SandboxKind, config: AgentConfig, print: (line: string) => void): Promise<boolean> {
  const findings = await checkSandbox(kind, 'none', config);
  for (const { breakOut, held, expected } of findings) {
    const by = breakOut.by === undefined ? '' : ` (by ${breakOut.by})`;
    const note = held ? by : expected ? ' (this kind does not hold it)' : ' (IT SHOULD BE HELD)';
    print(`  ${held ? 'held' : 'OPEN'}  ${breakOut.what}${note}`);
  }
  // Not tried here: it would take as long as it allows.
  print('  held  use more processor time than it may (by the kernel, each process), or more time (by the supervisor, all of it)');
  return findings.every(({ expected }) => expected);
}
