import { chatEvents, CHAT, type EventType } from '#products/rehearsal/domain/announce/event.ts';
import type { Rules } from '#functions/wiring/system.ts';
import type { BackendRules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { START } from '#test/support/application/world.ts';
import { samplePipelines } from '#test/support/sample-pipelines.ts';
import { people, sampleRules } from '#test/support/sample-request.ts';
import type { TownSettings } from './engine/weather.ts';

/** A receiver of events beside the chat. */
export const RECEIVER = 'dashboard';

/** Few enough that they do not outweigh all else that happens. */
const told: readonly EventType[] = ['request.submitted', 'request.approved', 'request.withdrawn', 'clock.breached'];

/** I16. Longer than anybody is away who is going to confirm, and over before the simulation is. */
export const CONFIRM_WITHIN = 36 * HOUR;

/** D6. What puts a backend in order again. */
const afterSteps: NonNullable<BackendRules['afterSteps']> = [
  { name: 'caches', kind: 'command', timeout: HOUR },
  { name: 'data', kind: 'refresh_data', timeout: HOUR },
];
export const AFTER: ReadonlySet<string> = new Set(afterSteps.map(({ name }) => name));

/** B7. */
export const POOLS = { default: 2, database: 1 } as const;
const sharing: NonNullable<BackendRules['sharing']> = {
  pools: POOLS,
  rules: [{ action: 'heavy', pool: 'default', weight: 2 }],
  exclusiveAfter: 20 * MINUTE,
  heavyAfter: 10 * MINUTE,
};

/** R9. An attempt that was lost is made up for so often. */
export const RETRIES = 3;
const digest = `sha256:${'d'.repeat(64)}`;
const limits = { retries: RETRIES, firstPause: MINUTE / 2, lostAfter: 12 * MINUTE, beginsWithin: 45 * MINUTE, endsWithin: 30 * MINUTE };
const actions = { ...samplePipelines.pipelines.actions, digests: { 'python:v2': digest, 'ehrql:v1': digest } };

/** What the settings of this town say, beside those of all samples. */
export function townRules({
  mergeOnApproval,
  cutAfter,
  freeze,
  quiet,
  regression,
  twoAdmins,
  words,
  pipelines,
}: TownSettings): Partial<Rules> {
  return {
    people: quiet ? people.map((person) => ({ ...person, quiet: { from: '10:00', to: '13:00', timeZone: 'UTC' } })) : people,
    pullRequests: [{ owner: 'oppia', repository: 'oppia' }],
    mergeOnApproval,
    gatesPendingFor: 40 * MINUTE,
    confirmWithin: CONFIRM_WITHIN,
    releases: [
      { name: '3.4.0', hardCutoff: START - DAY },
      { name: '3.4.1', hardCutoff: START + (cutAfter ?? 20 * DAY) },
      { name: '3.4.2', hardCutoff: START + 40 * DAY },
    ],
    outlets: [
      { channel: CHAT, events: chatEvents },
      { channel: RECEIVER, events: told },
    ],
    ...(freeze === undefined
      ? {}
      : { freezes: [{ name: 'release week', kind: 'dated', backends: ['backup'], from: START + freeze[0], to: START + freeze[1] }] }),
    wordOnAudits: words,
    pipelines: { ...samplePipelines.pipelines, ...limits, actions },
    ...(twoAdmins ? { twoAdminRoles: ['migration'] } : {}),
    backends: sampleRules.backends.map(shared(pipelines)).map((backend): BackendRules =>
      backend.slug === 'backup' && regression
        ? {
            ...backend,
            deploySteps: [...backend.deploySteps, { name: 'regression', kind: 'regression', timeout: HOUR }],
            afterSteps,
          }
        : backend,
    ),
  };
}

/** The backend that pipelines share has pools. */
function shared(pipelines: TownSettings['pipelines']): (backend: BackendRules) => BackendRules {
  return (backend) => (backend.slug === pipelines ? { ...backend, sharing } : backend);
}
