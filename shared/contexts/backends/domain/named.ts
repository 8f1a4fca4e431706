import type { AddedBackend } from '#contexts/backends/domain/added.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { MINUTE } from '#kernel/time.ts';

/** As far as a backend's settings are asked for here. */
interface BackendInSettings {
  slug: string;
  sharing?: PoolRules;
}

/** A backend that operations share, whoever named it. */
export interface NamedBackend {
  slug: string;
  name: string;
  /** `settings` wins where both name it. */
  from: 'settings' | 'record';
  sharing: PoolRules;
}

/** E4: on the wall. As in the settings when nothing is said there. */
const EXCLUSIVE_AFTER = 30 * MINUTE;
const HEAVY_AFTER = 15 * MINUTE;

/**
 * B10. The one answer to which backends can be shared, and how: by the settings, or by the record of one that was added while the system ran.
 * Undefined where neither names it, or nothing is to share it. What one has alone (a request) stands in the settings only.
 */
export function backendNamed(
  { backends }: { backends: readonly BackendInSettings[] },
  { slug, added }: { slug: string; added?: AddedBackend },
  timeScale = 1,
): NamedBackend | undefined {
  const ours = backends.find((one) => one.slug === slug);
  if (ours !== undefined) return ours.sharing && { slug, name: slug, from: 'settings', sharing: ours.sharing };
  if (added === undefined) return undefined;
  const sharing = { pools: added.pools, rules: [], exclusiveAfter: EXCLUSIVE_AFTER * timeScale, heavyAfter: HEAVY_AFTER * timeScale };
  return { slug, name: added.name, from: 'record', sharing };
}
