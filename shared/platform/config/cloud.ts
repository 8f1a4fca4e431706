import { smtpUrl } from './embedded.ts';
import { readerOf, type Environment, type Reader } from './reader.ts';
import { eventSecrets, operatorTokens, signInSecrets, secretsRequired, type Secrets } from './secrets.ts';

export interface CloudConfig {
  runtime: 'cloud';
  project: string;
  /** Region of functions and queues. */
  location: string;
  database: string;
  /** Base address of the functions; the tasks' target, and the audience of their OIDC tokens. */
  functionsUrl: string;
  audience: string;
  /** Who the tasks' tokens speak for, and whom task functions believe. */
  tasksServiceAccount: string;
  schedulerServiceAccount: string;
  eventsServiceAccount: string;
  /** Path of the settings file that was deployed with the function, or mounted. */
  settingsFile: string;
  outputBucket: string;
  smtpUrl: string;
  githubToken: string;
  chatWebhook: string | undefined;
  /** N6. Receiver → what its events are signed with. */
  eventSecrets: Record<string, string[]>;
  operatorTokens: Record<string, string[]>;
  /** W3. Slug of a provider → the secret that this installation has there. */
  signInSecrets: Record<string, string>;
  /** `host:port` of what stands in for a service of Google's, under the names that its own tools use; undefined in production. */
  standIns: { firestore: string | undefined; tasks: string | undefined; storage: string | undefined; github: string | undefined };
  secrets: Secrets;
}

/**
 * Configuration of a Cloud Function. Throws ConfigError with every missing name at once; there are no default secrets (X3). `wanted`: the
 * names that this function is given (all when left out); the values of the others are empty.
 */
export function readCloudConfig(env: Environment, wanted?: readonly string[]): CloudConfig {
  const reader = readerOf(env, wanted);
  if (reader.optional('REHEARSAL_TIME_SCALE') !== undefined) reader.problem('REHEARSAL_TIME_SCALE belongs to the embedded system only');
  const config: CloudConfig = {
    runtime: 'cloud',
    ...places(reader),
    ...callers(reader),
    ...outside(reader),
    standIns: {
      firestore: reader.optional('FIRESTORE_EMULATOR_HOST'),
      tasks: reader.optional('CLOUD_TASKS_EMULATOR_HOST'),
      storage: reader.optional('STORAGE_EMULATOR_HOST'),
      github: reader.optional('GITHUB_API_URL'),
    },
    secrets: secretsRequired(reader),
  };
  return reader.done(config);
}

function places(reader: Reader): Pick<CloudConfig, 'project' | 'location' | 'database' | 'functionsUrl' | 'settingsFile' | 'outputBucket'> {
  return {
    project: reader.required('GOOGLE_CLOUD_PROJECT', 'id of the Google Cloud project'),
    location: reader.required('REHEARSAL_LOCATION', 'region of functions and queues'),
    database: reader.optional('REHEARSAL_DATABASE') ?? '(default)',
    functionsUrl: httpsUrl(reader, 'FUNCTIONS_URL', 'base address of the functions'),
    settingsFile: reader.required('REHEARSAL_SETTINGS', 'path of the settings file'),
    outputBucket: reader.required('OUTPUT_BUCKET', 'bucket for large job output'),
  };
}

function callers(
  reader: Reader,
): Pick<CloudConfig, 'audience' | 'tasksServiceAccount' | 'schedulerServiceAccount' | 'eventsServiceAccount'> {
  return {
    audience: reader.required('CALLER_AUDIENCE', 'audience of callers’ OIDC tokens'),
    tasksServiceAccount: reader.required('TASKS_SERVICE_ACCOUNT', 'service account of the task queues'),
    schedulerServiceAccount: reader.required('SCHEDULER_SERVICE_ACCOUNT', 'service account of the schedules'),
    eventsServiceAccount: reader.required('EVENTS_SERVICE_ACCOUNT', 'service account of the event triggers'),
  };
}

function outside(
  reader: Reader,
): Pick<CloudConfig, 'smtpUrl' | 'githubToken' | 'chatWebhook' | 'eventSecrets' | 'operatorTokens' | 'signInSecrets'> {
  reader.required('SMTP_URL', 'the mail server, as smtp:// or smtps://');
  return {
    smtpUrl: smtpUrl(reader) ?? '',
    githubToken: reader.required('GITHUB_TOKEN', 'token that reads pull requests and writes statuses'),
    chatWebhook: reader.optional('CHAT_WEBHOOK'),
    eventSecrets: eventSecrets(reader),
    operatorTokens: operatorTokens(reader),
    signInSecrets: signInSecrets(reader),
  };
}

function httpsUrl(reader: Reader, name: string, meaning: string): string {
  const url = reader.required(name, meaning);
  if (url !== '' && !(URL.canParse(url) && new URL(url).protocol === 'https:' && !url.endsWith('/'))) {
    reader.problem(`${name} must be an https:// address without a slash at its end`);
  }
  return url;
}
