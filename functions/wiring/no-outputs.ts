import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** P5. Agents of job-runner send nothing that their actions write: it stays where they run. */
export const noOutputs: OutputStore = {
  saveChunk: () => Promise.reject(new TypeError('nothing is written here')),
  readChunk: () => Promise.resolve(undefined),
  purge: () => Promise.resolve(),
};
