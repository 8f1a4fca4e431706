import { isId } from '#contexts/access/ids.ts';
import { findOperation } from '#contexts/operations/app/listing/find.ts';
import { readTail, type Tail } from '#contexts/operations/app/read-tail.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { findOutput } from '#products/rehearsal/app/find-run.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export interface OperationPage {
  listing: Listing;
  /** The end of what it wrote; undefined while it goes on, and of what is not kept here. */
  output: { stdout: Tail; stderr: Tail } | undefined;
}

/** Lines of each stream. */
const SHOWN = 1_000;

/** O6. One operation of any product, and the end of what a request's wrote. */
export async function readOperationPage(system: System, outputs: OutputStore, id: string): Promise<OperationPage | undefined> {
  const listing = await findOperation(listingSources(system), id);
  return listing === undefined ? undefined : { listing, output: await outputOf(system, outputs, listing) };
}

async function outputOf(system: System, outputs: OutputStore, { id, within }: Listing): Promise<OperationPage['output']> {
  if (within.kind !== 'request' || !isId('run', id)) return undefined;
  const document = await system.store.get({ collection: 'requests', id: within.id });
  const chunks = document === undefined ? undefined : findOutput(document.state, id);
  if (chunks === undefined) return undefined;
  const [stdout, stderr] = await Promise.all(
    (['stdout', 'stderr'] as const).map(async (stream) => readTail(outputs, { runId: id, stream, chunks: chunks[stream] }, SHOWN)),
  );
  return stdout === undefined || stderr === undefined ? undefined : { stdout, stderr };
}
