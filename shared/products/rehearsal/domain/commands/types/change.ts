import type { PullRequest, Successor } from '#contexts/intake/domain/kept/continued.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

export type ChangeCommand =
  /** I19. `successor`: the request there, which gives way in the same transaction; `operator`: an admin has decided it. */
  | { command: 'continue_at'; to: PullRequest; successor?: Successor; operator?: string; reason?: string; looked?: Looked }
  /** I19. The other half of it. */
  | { command: 'give_way'; to: string; operator: string };
