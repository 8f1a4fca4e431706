import { processEnvironment } from '#platform/config.ts';
import { runCommand } from './run.ts';

// Whoever reads may stop before the end, as `head` does: what is not read is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** `npm run rehearsal -- <command>` (E7). */
const { code, out, err } = await runCommand(process.argv.slice(2), processEnvironment(), (text) => void process.stdout.write(text));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
