/** What the attacks inside are told: where it would hurt. Paths are the machine's. */
export interface Target {
  agent: number;
  secrets: string[];
  otherJob: string;
  /** What another workspace keeps, and the folder of another action that is at work. */
  otherWorkspace: string[];
  tasks: string;
  store: string;
  tcp: number;
  udp: number;
  unix: string;
  abstract: string;
  /** Stands in the command line of what is left behind. */
  mark: string;
}
