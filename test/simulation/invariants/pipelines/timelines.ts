import { jobProcess } from '#products/pipelines/domain/job/process.ts';
import { runProcess } from '#products/pipelines/domain/run/process.ts';
import type { Invariant, Stage } from '../invariant.ts';
import { isItsTimeline } from '../timelines.ts';

export const pipelineTimelines: Invariant = {
  name: 'a run is its timeline',
  promise: 'A run, and a job of one, is the fold of its timeline (Z1, Z4).',
  atEnd: folds,
};

async function folds({ town: { store, pipelines } }: Stage): Promise<string | undefined> {
  for (const { id, state } of pipelines.runs.values()) {
    const entries = await store.query({ index: 'runTimelineInOrder', parent: id, equal: {}, limit: 500 });
    const problem = isItsTimeline(
      runProcess,
      id,
      state,
      entries.map(({ document }) => document),
    );
    if (problem !== undefined) return problem;
  }
  for (const { id, state } of pipelines.jobs.values()) {
    const entries = await store.query({ index: 'jobTimelineInOrder', parent: id, equal: {}, limit: 500 });
    const problem = isItsTimeline(
      jobProcess,
      id,
      state,
      entries.map(({ document }) => document),
    );
    if (problem !== undefined) return problem;
  }
  return undefined;
}
