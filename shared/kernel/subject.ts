/** What an effect, a mail or an entry of a timeline belongs to: a process, or something outside that has a name. Both texts are fit for a key. */
export interface Subject {
  kind: string;
  id: string;
}

/** What a process is loaded for. Whoever keeps one in pieces loads with it the piece that this is about; the kernel hands it on, and reads nothing of it. */
export interface About {
  /** One of its operations, by the name that it gave. */
  operation?: { of: string; id: string };
}
