import { chatEvents, CHAT, type EventType } from '#products/rehearsal/domain/announce/event.ts';
import type { BackendRules, Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { START } from '#test/support/application/world.ts';
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

/** What the settings of this town say, beside those of all samples. */
export function townRules({ mergeOnApproval, cutAfter, freeze, quiet, regression, twoAdmins, words }: TownSettings): Partial<Rules> {
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
    ...(twoAdmins ? { twoAdminRoles: ['migration'] } : {}),
    backends: sampleRules.backends.map((backend) =>
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
