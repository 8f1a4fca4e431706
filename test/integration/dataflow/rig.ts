import { createDataflowExecutor } from '#platform/google/dataflow-executor.ts';
import type { DataflowPlace } from '#platform/google/dataflow-jobs.ts';
import { openObjects, type Objects } from '#platform/google/storage-objects.ts';
import type { DataflowClients } from '#platform/google/dataflow-clients.ts';
import { connectToDataflow, disconnect } from '#infra/stand-ins/dataflow/connect.ts';
import type { JobOutcome, LaunchOrder } from '#infra/stand-ins/dataflow/held-job.ts';
import type { JobRunner } from '#infra/stand-ins/dataflow/run-held-job.ts';
import { startDataflowStandIn, type DataflowStandIn } from '#infra/stand-ins/dataflow/server.ts';
import { writeAddress } from '#infra/stand-ins/storage/write-address.ts';
import { startStorageStandIn, type StorageStandIn } from '#infra/stand-ins/storage/server.ts';
import type { JobEnd, JobExecutor, JobOrder, Lines, Seen as SeenOf } from '#contexts/operations/ports/executor.ts';

export const place: DataflowPlace = {
  project: 'oppia-backup',
  region: 'europe-west1',
  flexTemplate: 'gs://templates/jobs.json',
  temporaryFolder: 'gs://temp/x',
  serviceAccount: 'workers@oppia-backup.iam.gserviceaccount.com',
};

export interface Rig {
  standIn: DataflowStandIn;
  storage: StorageStandIn;
  objects: Objects;
  clients: DataflowClients;
  executor: Omit<JobExecutor, 'look'> & { look(order: JobOrder): Promise<Seen> };
  /** Launch orders whose work was begun, oldest first. */
  begun: LaunchOrder[];
  /** Every running job ends so, and those to come, until jobs run on again. */
  end(outcome: Partial<JobOutcome>): void;
  runOn(): void;
  close(): Promise<void>;
}

/** With all lines at hand, for a test to look at. */
export type Ended = JobEnd<string[]>;
export type Seen = Exclude<SeenOf<JobEnd>, JobEnd> | Ended;

export async function atHand(seen: SeenOf<JobEnd>): Promise<Seen> {
  return seen.seen === 'ended' ? { ...seen, stdout: await allOf(seen.stdout), stderr: await allOf(seen.stderr) } : seen;
}

async function allOf(lines: Lines): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of Symbol.asyncIterator in lines ? lines : [lines]) for (const line of piece) all.push(line);
  return all;
}

/** The real clients, the executor and both stand-ins. Jobs run until they are told how to end. */
export async function startRig(stay?: NonNullable<JobRunner['stay']>): Promise<Rig> {
  const storage = await startStorageStandIn({ buckets: ['evidence'], pageSize: 2 });
  const begun: LaunchOrder[] = [];
  let settle: (outcome: JobOutcome) => void = () => undefined;
  let ending = new Promise<JobOutcome>((resolve) => (settle = resolve));
  const standIn = await startDataflowStandIn({
    pageSize: 2,
    run: async (order, signal) => {
      begun.push(order);
      const stopped = new Promise<JobOutcome>((resolve) =>
        signal.addEventListener('abort', () => resolve({ stdout: [], stderr: [], exitCode: 1 })),
      );
      return Promise.race([ending, stopped]);
    },
    write: writeAddress(storage),
    ...(stay === undefined ? {} : { stay }),
  });
  const clients = connectToDataflow(standIn.port, 'rehearsal');
  const objects = openObjects({
    bucket: 'evidence',
    auth: { getRequestHeaders: () => Promise.resolve(new Headers()) },
    endpoint: storage.url,
  });
  const { look, ...rest } = createDataflowExecutor({ ...clients, objects, bucket: 'evidence', place: () => place });
  if (look === undefined) throw new Error('it must be asked');
  return {
    standIn,
    storage,
    objects,
    clients,
    begun,
    executor: { ...rest, look: async (asked) => atHand(await look(asked)) },
    end(outcome) {
      settle({ stdout: [], stderr: [], exitCode: 0, ...outcome });
      ending = Promise.resolve({ stdout: [], stderr: [], exitCode: 0, ...outcome });
    },
    runOn() {
      ending = new Promise<JobOutcome>((resolve) => (settle = resolve));
    },
    async close() {
      await disconnect(clients);
      await standIn.stop();
      await storage.stop();
    },
  };
}

export function order(over: Partial<JobOrder> = {}): JobOrder {
  return {
    id: 'abcd2345-0-1',
    program: 'job',
    subject: { kind: 'request', id: 'abcd2345' },
    name: { of: 'run', id: 'abcd2345-0-1' },
    backend: 'dataflow',
    fencing: 7,
    testRef: 'test-pr1-1234567',
    testSha: 'f'.repeat(40),
    launchOnly: false,
    ask: {
      name: 'CountThingsJob',
      step: 'count',
      module: 'count_jobs',
      role: 'other',
      needs: [],
      parameters: { limit: '5' },
      expectedOutput: [],
      safeToRerun: true,
      dataReviewed: true,
    },
    ...over,
  };
}

/** Asks until what is seen is as wanted. */
export async function seenAs<S extends Seen>(rig: Rig, is: (seen: Seen) => seen is S, asked = order()): Promise<S> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const seen = await rig.executor.look(asked);
    if (is(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`it is never seen: ${JSON.stringify(await rig.executor.look(asked))}`);
}

export function isEnded(seen: Seen): seen is Ended {
  return seen.seen === 'ended';
}

export function isIn(state: string): (seen: Seen) => seen is Extract<Seen, { seen: 'under_way' }> {
  return (seen): seen is Extract<Seen, { seen: 'under_way' }> => seen.seen === 'under_way' && seen.state === state;
}
