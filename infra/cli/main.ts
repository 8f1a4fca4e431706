import { processEnvironment } from '#platform/config.ts';
import { runCommand } from './run.ts';

/** `npm run rehearsal -- <command>` (E7). */
const { code, out, err } = await runCommand(process.argv.slice(2), processEnvironment());
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
