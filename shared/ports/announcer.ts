/** Tells the configured channel (N6). May tell twice when its answer is lost. Throws when the channel cannot be reached. */
export interface Announcer {
  announce(text: string): Promise<void>;
}
