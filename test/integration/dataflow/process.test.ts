import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { createDataflowExecutor } from '#platform/google/dataflow-executor.ts';
import { openObjects } from '#platform/google/storage-objects.ts';
import type { DataflowClients } from '#platform/google/dataflow-clients.ts';
import { connectToDataflow, disconnect } from '#infra/stand-ins/dataflow/connect.ts';
import { startDataflowStandIn, type DataflowStandIn } from '#infra/stand-ins/dataflow/server.ts';
import { runProcess } from '#infra/stand-ins/run-process.ts';
import { startStorageStandIn, type StorageStandIn } from '#infra/stand-ins/storage/server.ts';
import { writeAddress } from '#infra/stand-ins/storage/write-address.ts';
import type { JobExecutor } from '#contexts/operations/ports/executor.ts';
import { atHand, order, place, type Seen } from './rig.ts';

const sampleProject = fileURLToPath(new URL('../../../infra/embedded/sample-project/base/', import.meta.url));
let storage: StorageStandIn;
let standIn: DataflowStandIn;
let clients: DataflowClients;
let executor: JobExecutor;

/** As the demo has it: a launched job is a process of the sample project. */
beforeEach(async () => {
  storage = await startStorageStandIn({ buckets: ['evidence'] });
  standIn = await startDataflowStandIn({
    run: ({ parameters }, signal) => {
      const { rehearsal_module: module = '', rehearsal_job: job = '', rehearsal_parameters: given = '{}' } = parameters;
      return runProcess([process.execPath, 'run-job.mjs', module, job, '--parameters', given], sampleProject, signal);
    },
    write: writeAddress(storage),
  });
  clients = connectToDataflow(standIn.port, 'p');
  const objects = openObjects({
    bucket: 'evidence',
    auth: { getRequestHeaders: () => Promise.resolve(new Headers()) },
    endpoint: storage.url,
  });
  executor = createDataflowExecutor({ ...clients, objects, bucket: 'evidence', place: () => place });
});
afterEach(async () => {
  await disconnect(clients);
  await standIn.stop();
  await storage.stop();
});

async function outcomeOf(name: string): Promise<Seen> {
  const asked = order({ ask: { ...order().ask, name, module: 'exploration_count_jobs', parameters: {} } });
  await executor.start(asked);
  for (;;) {
    const seen = await executor.look?.(asked);
    if (seen?.seen === 'ended') return atHand(seen);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('R6 a job of the sample project really runs, and its lines come back', async () => {
  expect(await outcomeOf('CountExplorationsJob')).toMatchObject({ cause: 'exited', exitCode: 0, stdout: ['explorations: 6'], stderr: [] });
});

test('R9 one that is not there fails, with what it said', async () => {
  expect(await outcomeOf('NoSuchJob')).toMatchObject({
    cause: 'exited',
    exitCode: null,
    stdout: [],
    stderr: expect.arrayContaining([expect.stringContaining('NoSuchJob')]),
  });
});

test('a process that cannot be started, or is stopped, ends with what is known', async () => {
  expect(await runProcess(['/no/such/program'], sampleProject, AbortSignal.timeout(10_000))).toMatchObject({
    exitCode: -1,
    stderr: [expect.stringContaining('ENOENT')],
  });
  const stop = new AbortController();
  const running = runProcess([process.execPath, '-e', 'console.log("begun"); setInterval(() => {}, 1000)'], sampleProject, stop.signal);
  setTimeout(() => stop.abort(), 300);
  expect(await running).toMatchObject({ exitCode: -1 });
});
