import { houseOf } from '#products/pipelines/app/house.ts';
import type { EffectPerformer } from '#products/pipelines/app/perform-effect.ts';
import { settleJob } from '#products/pipelines/app/settle-job.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';

export const settle_job: EffectPerformer = {
  dependencies: [],
  perform: (system) => ({
    async perform({ state }) {
      await settleJob(houseOf(system), state as JobState);
      return { result: 'done' };
    },
  }),
};
