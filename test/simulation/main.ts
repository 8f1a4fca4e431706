import { parseArgs } from 'node:util';
import { main } from './cli.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    off: { type: 'string' },
    requests: { type: 'string' },
    'calm-after': { type: 'string' },
    json: { type: 'boolean' },
    workers: { type: 'string' },
  },
});
process.exitCode = await main(values, (line) => void process.stdout.write(`${line}\n`));
