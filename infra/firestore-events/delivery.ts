export interface BridgeOptions {
  /** The emulator posts to this port of ours: start it with `--functions_emulator=127.0.0.1:<port>`. Any free one when 0. */
  port?: number;
  /** An identity token for a target, as Eventarc's service account would send; none when left out. */
  token?: (audience: string) => Promise<string>;
  /** Attempts for one event; then it is dropped, as Eventarc does after a day. */
  attempts?: number;
  /** Milliseconds before the second attempt; doubles, up to 20 times as long. */
  backoff?: number;
  onDropped?: (subject: string, why: string) => void;
  /** For tests: what becomes of an event before it is delivered. An event that is dropped was accepted all the same. */
  fault?: (subject: string) => { drop?: boolean; copies?: number; delay?: number };
}

/** One event on its way to one function. */
export interface Delivery {
  target: string;
  subject: string;
  /** The `ce-*` headers. */
  headers: Record<string, string>;
  body: Buffer;
}
