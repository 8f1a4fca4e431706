import type { Rules } from '#domain/request/rules.ts';
import { DAY } from '#domain/time.ts';
import { START } from '#test/support/application/world.ts';

/** What the settings of this town say, beside those of all samples. */
export function townRules(): Partial<Rules> {
  return {
    pullRequests: [{ owner: 'oppia', repository: 'oppia' }],
    releases: [
      { name: '3.4.0', hardCutoff: START - DAY },
      { name: '3.4.1', hardCutoff: START + 20 * DAY },
      { name: '3.4.2', hardCutoff: START + 40 * DAY },
    ],
  };
}
