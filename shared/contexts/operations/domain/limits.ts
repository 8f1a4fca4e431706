/** R16. How much of one stream of one run is kept and judged; more makes the evidence incomplete. */
export interface OutputLimits {
  /** As UTF-8, without line breaks. */
  bytes: number;
  lines: number;
}

export const USUAL_LIMITS: OutputLimits = { bytes: 100 * 1024 * 1024, lines: 1_000_000 };
