import { eachChunk } from '#contexts/operations/app/read-output.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { runsToShow } from '#contexts/plans/app/runs-to-show.ts';
import { SHOWN_LIMITS, type RunOutput } from '#contexts/verdict/pages/comparison.ts';
import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';

/** How the newest runs' outputs begin: as much as a page shows. A store that cannot be reached costs the lines, never the page. */
export async function readOutputs(system: System, store: OutputStore, state: Tested): Promise<Map<string, RunOutput>> {
  const found = new Map<string, RunOutput>();
  const begin = async (runId: string, stream: OutputStream, chunks: number): Promise<string[]> => {
    const lines: string[] = [];
    await eachChunk(store, { runId, stream, chunks }, SHOWN_LIMITS, (chunk) => {
      for (const line of chunk) lines.push(line);
    });
    return lines;
  };
  for (const { id, chunks } of runsToShow(state)) {
    try {
      found.set(id, { stdout: await begin(id, 'stdout', chunks.stdout), stderr: await begin(id, 'stderr', chunks.stderr) });
    } catch (error) {
      system.log('WARNING', 'output not readable', { run: id, cause: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return found;
}
