import type { System } from '#application/system.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { OutputStore } from '#ports/output-store.ts';
import { runsToShow } from '#pages/status-page/runs-to-show.ts';
import type { RunOutput } from '#pages/status-page/comparison.ts';

/** What the newest runs wrote. A store that cannot be reached costs the lines, never the page. */
export async function readOutputs(system: System, store: OutputStore, state: RequestState): Promise<Map<string, RunOutput>> {
  const found = new Map<string, RunOutput>();
  for (const { id, chunks } of runsToShow(state)) {
    try {
      const [stdout, stderr] = await Promise.all([
        store.readLines(id, 'stdout', chunks.stdout),
        store.readLines(id, 'stderr', chunks.stderr),
      ]);
      found.set(id, { stdout: stdout.lines, stderr: stderr.lines });
    } catch (error) {
      system.log('WARNING', 'output not readable', { run: id, cause: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return found;
}
