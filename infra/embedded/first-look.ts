import { statSync } from 'node:fs';
import path from 'node:path';
import type { SettingsInput } from '#functions/wiring/settings.ts';
import type { EmbeddedConfig } from '#platform/config.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { DAY } from '#kernel/time.ts';
import { STUDY, studyRepository, withStudy } from './demo/pipeline/settings.ts';
import type { Runtime, RuntimeOptions } from './runtime.ts';
import { makeSampleRepository, quickStudy } from './sample-project.ts';

type Config = Pick<EmbeddedConfig, 'data' | 'settingsFile'>;

/** Who has no settings yet finds something on each page: two releases, and a study whose pipelines can be run. An installation's own file knows nothing of it. */
export function firstLook({ data, settingsFile }: Config, wall: number): Pick<RuntimeOptions, 'sample'> {
  if (settingsFile !== undefined) return {};
  return { sample: (sample) => ({ ...withPools(withStudy(sample, data)), calendar: { releases: releasesFrom(firstDay(data, wall)) } }) };
}

function withPools(sample: SettingsInput): SettingsInput {
  const backends = sample.backends.map((one) => (one.executor === 'agent' ? { ...one, pools: { default: { slots: 2 } } } : one));
  return { ...sample, backends };
}

/** By the formula of the calendar, a week away at least. The same at each start: a cutoff that moves is told to everybody. */
function releasesFrom(day: number): { name: string; hardCutoff: string }[] {
  const months = Array.from({ length: 4 }, (_, n) => firstSaturday(day, n)).filter((at) => at >= day + 7 * DAY);
  return ['3.4.1', '3.4.2'].map((name, n) => ({ name, hardCutoff: new Date(months[n] ?? day).toISOString().slice(0, 10) }));
}

/** Of the month that is so many after that of this day. */
function firstSaturday(day: number, months: number): number {
  const at = new Date(day);
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months);
  return first + ((6 - new Date(first).getUTCDay() + 7) % 7) * DAY;
}

/** When this data folder was first started. */
function firstDay(data: string, wall: number): number {
  const made = statSync(path.resolve(data, 'secrets.json'), { throwIfNoEntry: false })?.mtimeMs ?? wall;
  return Math.floor(made / DAY) * DAY;
}

/** K4. The study, and a workspace for it; whoever has archived it finds it so. */
export async function furnish({ parts: { config, system } }: Pick<Runtime, 'parts'>): Promise<void> {
  if (config.settingsFile !== undefined) return;
  await makeSampleRepository(studyRepository(config.data), quickStudy);
  const repository = `${STUDY.owner}/${STUDY.repository}`;
  const tides = {
    name: 'tides',
    repository,
    branch: 'quick',
    purpose: 'How many visits practices had: a study to try things out with',
    people: ['ana'],
  };
  await addWorkspace(system, tides, { id: 'first-look', operator: 'operator.local' });
}
