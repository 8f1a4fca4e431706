/** Which request it is. */
export interface Identified {
  id: string;
  /** Number of the last command that changed it; the timeline has one entry per version. */
  version: number;
}
