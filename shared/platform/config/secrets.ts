import { isSlug } from '#kernel/slug.ts';
import type { Reader } from './reader.ts';

/** Newest first: the first one signs, each one verifies, so that secrets can be changed without an outage. */
export interface Secrets {
  /** Standard Webhooks secrets of the intake webhook, `whsec_…`. */
  webhookSecrets: string[];
  /** Secrets of the code host's webhook (G8); none: its events are not believed, and the look every 15 minutes does alone. */
  pullRequestSecrets: string[];
  /** Keys of links in mails: base64, 32 bytes or more. */
  linkKeys: string[];
  /** A8. Keys that sign statements: `day=key`, the day since when it signs, and the ed25519 key as PKCS #8 in DER, base64. */
  statementKeys: string[];
  /** Backend slug → tokens of its agent. */
  agentTokens: Record<string, string[]>;
}

/** Secrets that the environment gives; what it does not give is undefined. A secret of a wrong shape is a problem. */
export function secretsGiven(reader: Reader): { [name in keyof Secrets]: Secrets[name] | undefined } {
  return {
    webhookSecrets: given(reader, 'WEBHOOK_SECRETS', isWebhookSecret, 'whsec_ and the base64 of 24 to 64 bytes'),
    pullRequestSecrets: given(
      reader,
      'PULL_REQUEST_SECRETS',
      (text) => /^[\x21-\x7e]{16,200}$/.test(text),
      '16 to 200 characters without spaces',
    ),
    linkKeys: given(reader, 'LINK_KEYS', (text) => isBase64(text, 32, 128), 'the base64 of 32 bytes or more'),
    statementKeys: given(
      reader,
      'STATEMENT_KEYS',
      isStatementKey,
      'day=key, the day as 2026-12-01, the key an ed25519 key as PKCS #8 in DER, base64',
    ),
    agentTokens: agentTokens(reader),
  };
}

/** All secrets from the environment, or a problem for each that is missing (X3). */
export function secretsRequired(reader: Reader): Secrets {
  reader.required('WEBHOOK_SECRETS', 'secrets of the intake webhook, newest first, separated by commas');
  reader.required('PULL_REQUEST_SECRETS', 'secrets of the pull-request host’s webhook, newest first, separated by commas');
  reader.required('LINK_KEYS', 'keys of the links in mails, newest first, separated by commas');
  reader.required('STATEMENT_KEYS', 'keys that sign statements as day=key, newest first, separated by commas');
  reader.required('AGENT_TOKENS', 'agent tokens as backend=token, separated by commas');
  const secrets = secretsGiven(reader);
  return {
    webhookSecrets: secrets.webhookSecrets ?? [],
    pullRequestSecrets: secrets.pullRequestSecrets ?? [],
    linkKeys: secrets.linkKeys ?? [],
    statementKeys: secrets.statementKeys ?? [],
    agentTokens: secrets.agentTokens ?? {},
  };
}

function given(reader: Reader, name: string, isRight: (text: string) => boolean, shape: string): string[] | undefined {
  const values = reader.list(name);
  values.forEach((value, at) => {
    if (!isRight(value)) reader.problem(`${name}: entry ${at + 1} must be ${shape}`);
  });
  return values.length > 0 ? values : undefined;
}

function agentTokens(reader: Reader): Record<string, string[]> | undefined {
  const entries = given(
    reader,
    'AGENT_TOKENS',
    (text) => isNamed(text) && /^[^=]+=\S{32,200}$/.test(text),
    'backend=token, the token 32 characters or longer',
  );
  return entries === undefined ? undefined : byName(entries);
}

/** N6. Receiver → secrets with which its events are signed, each of them; none where there is no receiver. */
export function eventSecrets(reader: Reader): Record<string, string[]> {
  const isRight = (text: string): boolean => isNamed(text) && isWebhookSecret(text.slice(text.indexOf('=') + 1));
  return byName(given(reader, 'EVENT_SECRETS', isRight, 'receiver=secret, the secret whsec_ and the base64 of 24 to 64 bytes') ?? []);
}

/** B4. Operator → SHA-256 of their tokens, hex: the tokens themselves are kept nowhere. None where nobody operates from elsewhere. */
export function operatorTokens(reader: Reader): Record<string, string[]> {
  const isRight = (text: string): boolean => isNamed(text) && /=[0-9a-f]{64}$/.test(text);
  return byName(given(reader, 'OPERATOR_TOKENS', isRight, 'operator=hash, the hash 64 hex digits: the SHA-256 of the token') ?? []);
}

/** W3. Slug of a provider → the secret that this installation has there; none where nobody signs in so. */
export function signInSecrets(reader: Reader): Record<string, string> {
  const isRight = (text: string): boolean => isNamed(text) && /^[^=]+=[\x21-\x7e]{8,500}$/.test(text);
  const entries = given(reader, 'SIGN_IN_SECRETS', isRight, 'provider=secret, the secret 8 characters or longer, without a comma') ?? [];
  return Object.fromEntries(Object.entries(byName(entries)).map(([slug, [first = '']]) => [slug, first]));
}

/** Names as everywhere else: what has another could have no account, and none of its acts could be noted. */
function isNamed(text: string): boolean {
  return isSlug(text.slice(0, Math.max(0, text.indexOf('='))));
}

/** `name=value` each; a name may have several values. */
function byName(entries: readonly string[]): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entry of entries) {
    const at = entry.indexOf('=');
    const name = entry.slice(0, at);
    found.set(name, [...(found.get(name) ?? []), entry.slice(at + 1)]);
  }
  return Object.fromEntries(found);
}

/** 16 bytes that say what it is (RFC 8410), and the 32 of the key. */
function isStatementKey(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}=MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{43}$/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
}

function isWebhookSecret(text: string): boolean {
  return text.startsWith('whsec_') && isBase64(text.slice('whsec_'.length), 24, 64);
}

function isBase64(text: string, min: number, max: number): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return false;
  const bytes = (text.length / 4) * 3 - (text.match(/=/g)?.length ?? 0);
  return bytes >= min && bytes <= max;
}
