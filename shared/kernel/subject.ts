/** What an effect, a mail or an entry of a timeline belongs to: a process, or something outside that has a name. Both texts are fit for a key. */
export interface Subject {
  kind: string;
  id: string;
}
