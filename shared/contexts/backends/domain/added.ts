import type { ProbeTable } from '#contexts/backends/domain/probe-rules.ts';
import type { PoolSizes } from '#contexts/backends/domain/slots.ts';
import type { Instant } from '#kernel/time.ts';

/** B10. What a backend is made of that was added while the system ran: an agent, and slots that are shared. */
export interface AddedBackend {
  name: string;
  /** Nobody has it alone, and nothing is deployed to it. */
  kind: 'shared';
  pools: PoolSizes;
  /** B8. What its agent is asked again and again; nothing when left out. */
  probes?: ProbeTable;
  since: Instant;
  /** Who said so last. */
  by: string;
}
