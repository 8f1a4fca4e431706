import { fileURLToPath } from 'node:url';

const SAMPLES = fileURLToPath(new URL('../data/explorations', import.meta.url));

/** What a job prints and warns over a folder of explorations. */
export async function resultsOf(Job, explorations = SAMPLES) {
  const printed = [];
  const warned = [];
  await new Job({ explorations }).run({ print: (line) => printed.push(line), warn: (line) => warned.push(line) });
  return { printed, warned };
}
