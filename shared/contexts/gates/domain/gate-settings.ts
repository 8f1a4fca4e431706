import type { CheckRules } from '#contexts/gates/domain/gate-checks.ts';

/** G2, G3. What the settings say of one repository's gates. */
export interface GateSettings {
  owner: string;
  repository: string;
  checks?: CheckRules;
  /** Logins, and teams as `owner/team`, whose review is not waited for and counts for nothing. */
  neverAwaited?: readonly string[];
}
