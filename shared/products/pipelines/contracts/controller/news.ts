import { z } from 'zod';
import { parsePayload, updatePayload } from '#products/pipelines/contracts/controller/payload.ts';
import { faultOf, runResultsOf, type RunResults } from '#products/pipelines/contracts/controller/results.ts';
import { stageOf, type ToldStage } from '#products/pipelines/contracts/controller/stages.ts';
import { madePlain } from '#products/pipelines/contracts/rap/text.ts';

/** What an agent tells of one of its tasks. Which of the two results count, its task's type says. */
export interface TaskNews {
  taskId: string;
  stage: ToldStage;
  /** It works on it no more. */
  complete: boolean;
  /** By the agent's clock, in nanoseconds: shown, never used to decide. */
  stageAt: bigint | undefined;
  run: RunResults;
  probe: ProbeResult;
}

/** A probe that failed changes nothing. */
type ProbeResult = { status: string } | { fault: string };

export type ReadNews = { news: TaskNews } | { malformed: string };

/** Of the field `payload` of an update's form. */
export function readNews(payload: string): ReadNews {
  const parsed = updatePayload.safeParse(valueOf(payload));
  if (!parsed.success) return { malformed: parsed.error.issues[0]?.path.map(String).join('.') ?? '' };
  const { task_id: taskId, stage, complete, results, timestamp_ns: at } = parsed.data;
  const stageAt = at === undefined || at === null ? undefined : BigInt(at);
  const told = results ?? {};
  return { news: { taskId, stage: stageOf(stage), complete, stageAt, run: runResultsOf(told), probe: probeOf(told) } };
}

function valueOf(payload: string): unknown {
  try {
    return parsePayload(payload);
  } catch {
    return undefined;
  }
}

const probed = z.object({ results: z.object({ status: z.string() }) });

/** Its results lie one deeper, beside their error. */
function probeOf(given: Readonly<Record<string, unknown>>): ProbeResult {
  const fault = faultOf(given['error']);
  if (fault !== undefined) return { fault };
  const read = probed.safeParse(given);
  return read.success ? { status: madePlain(read.data.results.status, 100) } : { fault: 'no result' };
}
