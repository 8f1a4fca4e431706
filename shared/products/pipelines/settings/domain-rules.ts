import type { ActionLimits } from '#products/pipelines/domain/job/rules.ts';
import type { PlacedActions } from '#products/pipelines/domain/ask/where.ts';
import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { PipelineSettings } from '#products/pipelines/settings/schema.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';

/** Together with those that follow it ten minutes and a half, at three retries. */
const FIRST_PAUSE = 30 * SECOND;

/** The part of the settings that decisions depend on, beside what other products have of them. */
export function pipelineRules(
  settings: PipelineSettings,
  backends: PlacedActions['backends'],
  timeScale: number,
): Pick<PipelineRules, 'pipelines'> {
  const { places, repositories, images, reusableActions, datasetPermissions, populationPermissions, componentAccess, retries } = settings;
  return {
    pipelines: {
      repositories,
      images,
      ...(reusableActions === undefined ? {} : { reusableActions }),
      scope: { datasetPermissions, populationPermissions, componentAccess },
      retries,
      firstPause: FIRST_PAUSE * timeScale,
      lostAfter: settings.lostAfterMinutes * MINUTE * timeScale,
      beginsWithin: settings.beginsWithinMinutes * MINUTE * timeScale,
      endsWithin: settings.actions.hours * HOUR * timeScale,
      actions: actionLimits(settings.actions),
      placed: { places, backends: backends.map(({ slug, credentials = [] }) => ({ slug, credentials })) },
    },
  };
}

const MEGABYTE = 1024 * 1024;

function actionLimits({
  cpu,
  memoryMegabytes,
  hours,
  largestFileMegabytes,
  mostRows,
  ...given
}: PipelineSettings['actions']): ActionLimits {
  const { types, identifierColumns: identifiers, registry, digests, env, command } = given;
  return {
    limits: { cpu, memoryBytes: memoryMegabytes * MEGABYTE, seconds: hours * 3_600 },
    guard: { maxBytes: Math.floor(largestFileMegabytes * MEGABYTE), maxRows: mostRows, types, identifiers },
    env,
    registry,
    digests,
    ...(command === undefined ? {} : { command }),
  };
}
