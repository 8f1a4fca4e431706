// node witness-job.mjs <witness file> <run-job.mjs> <module> <job> --parameters <json>: runs a job, and writes down that it did.
// With a parameter `waitFor` it goes on only once that file is there.
import { appendFileSync, existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [witness, program, ...rest] = process.argv.slice(2);
appendFileSync(witness, `${process.env.REHEARSAL_RUN} ${process.pid}\n`);
const { waitFor } = JSON.parse(rest.at(-1));
if (waitFor !== undefined) while (!existsSync(waitFor)) await new Promise((resolve) => setTimeout(resolve, 20));
process.argv = [process.argv[0], program, ...rest];
await import(pathToFileURL(program).href);
