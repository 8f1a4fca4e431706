/** What a function of an installation is given and may do, as data: contracts, bundles and infra/google are made from it. */

/** Name in the environment → what Secret Manager holds under it. Lists hold several values, newest first: all are valid at once, so that one can follow another. */
export const secretNames = {
  WEBHOOK_SECRETS: 'Standard Webhooks secrets of the intake, whsec_…, separated by commas, newest first',
  PULL_REQUEST_SECRETS: 'Secrets of the webhook on GitHub, 16 characters or more each, separated by commas, newest first',
  LINK_KEYS: 'Keys of the links in mails: base64 of 32 bytes or more each, separated by commas, newest first',
  STATEMENT_KEYS:
    'Keys that sign statements of approvals: day=key, the day since when it signs, the key ed25519 as PKCS #8 in DER and base64; separated by commas, newest first',
  AGENT_TOKENS: 'backend=token, separated by commas; two of one backend are valid at once',
  SMTP_URL: 'Mail server, smtps://user:password@host',
  GITHUB_TOKEN: 'Token that reads pull requests and checks, and writes commit statuses',
  CHAT_WEBHOOK: 'Incoming webhook of the chat channel for announcements; one space where there is none',
  OPERATOR_TOKENS:
    "operator=hash, separated by commas; the hash is the SHA-256 of the operator's token in hex; one space where nobody operates from elsewhere",
  SIGN_IN_SECRETS:
    'provider=secret of GitHub (github) and of each OpenID provider of the settings, separated by commas; one space where nobody signs in so',
  EVENT_SECRETS:
    'receiver=whsec_… of each receiver of events, separated by commas; two of one receiver both sign; one space where there is none',
} as const;
export type SecretName = keyof typeof secretNames;

/** Where a role is given, and the roles that may be given there at all; `infra/google/grants.tf` has one resource for each place. */
interface Roles {
  /** Its data. */
  database: 'roles/datastore.user' | 'roles/datastore.viewer';
  /** Those that the function puts tasks into. */
  queues: 'roles/cloudtasks.enqueuer';
  /** The account that those tasks speak for. */
  tasks_account: 'roles/iam.serviceAccountUser';
  /** The bucket of what runs wrote. */
  outputs: 'roles/storage.objectViewer' | 'roles/storage.objectCreator' | 'roles/storage.objectUser';
  /** The backend servers' (R2, D2). */
  backend_project: 'roles/cloudbuild.builds.editor' | 'roles/dataflow.developer';
  dataflow_workers: 'roles/iam.serviceAccountUser';
  dataflow_buckets: 'roles/storage.objectViewer';
}

export type Scope = keyof Roles;

/** Role → why. What a function reads from its environment follows from it: who may put tasks into queues is told where they are. */
export type Grants = { readonly database: Reasons<'database'> } & { readonly [S in Scope]?: Reasons<S> };
type Reasons<S extends Scope> = { readonly [R in Roles[S]]?: string };

/** instances × concurrency is the most calls at once. */
export interface FunctionLimits {
  instances: number;
  concurrency: number;
  /** MiB. */
  memory: number;
}
