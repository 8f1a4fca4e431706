/** Where a step that announces says it: any channel for texts. Anything but `accepted` was not taken, and `response` says why. */
export interface Announcer {
  deliver(text: string): Promise<{ state: string; response: string }>;
}
