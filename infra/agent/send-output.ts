import type { OutputStream } from '#contexts/operations/agent.ts';
import { openChunkPlan } from './chunk-plan.ts';
import type { TaskLine } from './task-line.ts';
import { sleep } from './sleep.ts';
import type { TaskFolder } from './task-folder.ts';

/** Lively at first, then sparing: a chunk is a file at the server. Milliseconds. */
function pauseBehind(seq: number): number {
  return seq < 20 ? 150 : seq < 100 ? 1_000 : seq < 5_000 ? 3_000 : 15_000;
}

export interface Sent {
  /** How many chunks there are. */
  chunks: number;
  /** The server keeps other lines under one of their numbers: what it has is not this output. */
  conflict: boolean;
}

/** Sends one stream in order, from the first chunk that was never acknowledged to the last that its budget has room for. */
export async function sendOutput(stream: OutputStream, folder: TaskFolder, line: TaskLine, ended: AbortSignal): Promise<Sent> {
  const { body } = folder.task() ?? {};
  const plan = openChunkPlan(
    folder.outputPath(stream),
    folder.planPath(stream),
    body === undefined || body.kind === 'cancel' || body.kind === 'probe' ? undefined : body.output,
  );
  let conflict = false;
  const noMorePauses = AbortSignal.any([ended, line.over]);
  let sent = folder.acknowledged(stream);
  while (!line.over.aborted) {
    const isOver = ended.aborted;
    // Read before the file is: what was written until the ending counts, and nothing after it.
    const finalSize = folder.ending()?.sizes[stream];
    if (plan.chunks.length === sent) plan.extend(finalSize);
    for (const chunk of plan.chunks.slice(sent)) {
      const lines = plan.linesOf(chunk);
      const told = await line.tell({ kind: 'output', stream, seq: chunk.seq, lines });
      if (told === 'over') return { chunks: sent, conflict };
      conflict ||= told === 'conflict';
      sent = chunk.seq;
      folder.saveAcknowledged(stream, sent);
    }
    // Nobody watches the job any more, for a reason that this loop does not know.
    if (isOver && finalSize === undefined) return { chunks: sent, conflict };
    if (finalSize === undefined) await sleep(pauseBehind(sent), noMorePauses);
    else if (plan.covers(finalSize) && plan.chunks.length === sent) return { chunks: sent, conflict };
  }
  return { chunks: sent, conflict };
}
