import { stopRun } from '#products/pipelines/app/cancel-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import type { EffectPerformer } from '#products/pipelines/app/perform-effect.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

export const stop_run: EffectPerformer = {
  dependencies: [],
  perform: (system) => ({
    async perform({ key, subject, state }) {
      const { cancelled } = state as RunState;
      const asking = { id: key, by: { kind: 'system', part: 'pipelines' }, who: cancelled?.who ?? 'nobody' } as const;
      await stopRun(houseOf(system), subject.id, asking);
      return { result: 'done' };
    },
  }),
};
