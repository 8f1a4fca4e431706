import path from 'node:path';
import { run, type Ended } from './run.ts';

const bin = (file: string): string => path.join('node_modules', file);

/** What is checked besides the tests, each in some seconds; cheapest first. */
export const checks: readonly { name: string; perform: () => Promise<Ended> }[] = [
  { name: 'format', perform: () => run(process.execPath, [bin('oxfmt/bin/oxfmt'), '--check', '.']) },
  { name: 'lint', perform: () => run(process.execPath, [bin('oxlint/bin/oxlint')]) },
  { name: 'types', perform: () => run(process.execPath, [bin('typescript/bin/tsc'), '--noEmit']) },
  { name: 'generated', perform: () => run(process.execPath, ['infra/tools/generate.ts', '--check']) },
  { name: 'unused', perform: () => run(process.execPath, [bin('knip/bin/knip.js'), '--treat-config-hints-as-errors']) },
];
