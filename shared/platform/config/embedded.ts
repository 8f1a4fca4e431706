import { readerOf, type Environment, type Reader } from './reader.ts';
import { eventSecrets, operatorTokens, signInSecrets, secretsGiven, type Secrets } from './secrets.ts';

export interface EmbeddedConfig {
  runtime: 'embedded';
  /** 0: any free port. */
  port: number;
  /** Data folder as given; relative to where the process was started. */
  data: string;
  /** Where the agent on this machine keeps its own; beside the data folder when left out, never in it: jobs are given files out of it. */
  agentData: string | undefined;
  /** Path of a JSON file over the sample settings. */
  settingsFile: string | undefined;
  /** A real mail server; without it, mail ends in the mailbox. */
  smtpUrl: string | undefined;
  /** All clocks run this many times faster (E4). */
  timeScale: number;
  /** E5. `host:port` of a running Firestore emulator, if there is one already. */
  firestoreEmulator: string | undefined;
  githubToken: string | undefined;
  chatWebhook: string | undefined;
  /** N6. Receiver → what its events are signed with. */
  eventSecrets: Record<string, string[]>;
  operatorTokens: Record<string, string[]>;
  /** W3. Slug of a provider → the secret that this installation has there. */
  signInSecrets: Record<string, string>;
  /** What the environment gives; the rest is made at first start (E3). */
  secrets: { [name in keyof Secrets]: Secrets[name] | undefined };
}

/** Configuration of the system in one process. Throws ConfigError with every problem. */
export function readEmbeddedConfig(env: Environment): EmbeddedConfig {
  const reader = readerOf(env);
  return reader.done({
    runtime: 'embedded',
    port: reader.number('PORT', 8080, { min: 0, max: 65_535, whole: true }),
    data: reader.optional('REHEARSAL_DATA') ?? './data',
    agentData: reader.optional('REHEARSAL_AGENT_DATA'),
    settingsFile: reader.optional('REHEARSAL_SETTINGS'),
    smtpUrl: smtpUrl(reader),
    timeScale: reader.number('REHEARSAL_TIME_SCALE', 1, { min: 1, max: 100_000, whole: false }),
    firestoreEmulator: reader.optional('FIRESTORE_EMULATOR_HOST'),
    githubToken: reader.optional('GITHUB_TOKEN'),
    chatWebhook: reader.optional('CHAT_WEBHOOK'),
    eventSecrets: eventSecrets(reader),
    operatorTokens: operatorTokens(reader),
    signInSecrets: signInSecrets(reader),
    secrets: secretsGiven(reader),
  });
}

export function smtpUrl(reader: Reader): string | undefined {
  const url = reader.optional('SMTP_URL');
  if (url !== undefined && !(URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol))) {
    reader.problem('SMTP_URL must be an smtp:// or smtps:// address');
  }
  return url;
}
