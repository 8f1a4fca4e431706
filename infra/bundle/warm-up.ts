import {
  commonEnvironment,
  functionContracts,
  type EnvironmentName,
  type FunctionContract,
  type FunctionName,
} from '#doors/contracts/functions.ts';
import type { SecretName } from '#contexts/access/domain/function.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import type { SettingsInput } from '#functions/wiring/settings.ts';

/** What `shipped/warm-up.js` gives a function for its one call at build time. No value is a secret: those are made there, and forgotten. */
export interface WarmUp {
  environment: Record<string, string>;
  /** Name → its shape; `*` becomes the base64 of 32 random bytes. */
  secrets: Record<string, string>;
  settings: SettingsInput;
  call: { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body: string };
}

const values: Record<EnvironmentName | (typeof commonEnvironment)[number], string> = {
  GOOGLE_CLOUD_PROJECT: 'warm-up',
  REHEARSAL_DATABASE: '(default)',
  REHEARSAL_SETTINGS: '',
  REHEARSAL_LOCATION: 'warm-up',
  FUNCTIONS_URL: 'https://warm-up.invalid',
  CALLER_AUDIENCE: 'https://warm-up.invalid',
  TASKS_SERVICE_ACCOUNT: 'tasks@warm-up.invalid',
  SCHEDULER_SERVICE_ACCOUNT: 'scheduler@warm-up.invalid',
  OUTPUT_BUCKET: 'warm-up',
};

const shapes: Record<SecretName, string> = {
  WEBHOOK_SECRETS: 'whsec_*',
  PULL_REQUEST_SECRETS: '*',
  LINK_KEYS: '*',
  // A key that signs nothing but what the warm-up asks for.
  STATEMENT_KEYS: '2026-01-01=MC4CAQAwBQYDK2VwBCIEIFjWFKdqWTG0LTtNLLM+GsDnV70kxjxKZTBh5IScentS',
  AGENT_TOKENS: 'local=*',
  SMTP_URL: 'smtp://127.0.0.1:9',
  GITHUB_TOKEN: '*',
  CHAT_WEBHOOK: 'https://warm-up.invalid/*',
  // One space: there is no receiver.
  EVENT_SECRETS: ' ',
  OPERATOR_TOKENS: ' ',
  SIGN_IN_SECRETS: ' ',
};

export function warmUpOf(name: FunctionName): WarmUp {
  const contract: FunctionContract = functionContracts[name];
  const names = [...commonEnvironment, ...contract.environment];
  const wanted = Object.entries(values).filter(([key]) => names.some((one) => one === key));
  return {
    environment: { FUNCTION_TARGET: name, ...Object.fromEntries(wanted) },
    secrets: Object.fromEntries(contract.secrets.map((secret) => [secret, shapes[secret]])),
    settings: { ...sampleSettings({ data: '/warm-up', publicUrl: 'https://warm-up.invalid' }), sheet: { spreadsheetId: 'warm-up-sheet' } },
    call: callOf(contract),
  };
}

/** As near to a real one as can be had without a caller's identity. */
function callOf({ trigger }: FunctionContract): WarmUp['call'] {
  const headers = { 'content-type': 'application/json' };
  if (trigger.kind === 'public') return { method: 'GET', path: trigger.example, headers: {}, body: '' };
  if (trigger.kind !== 'event')
    return {
      method: 'POST',
      path: '/',
      headers: { ...headers, authorization: `Bearer ${madeUp()}` },
      body: '{"effectKey":"warm-up","dispatch":1}',
    };
  const event = {
    'ce-id': '1',
    'ce-source': '//firestore.googleapis.com/warm-up',
    'ce-specversion': '1.0',
    'ce-type': 'google.cloud.firestore.document.v1.created',
    'ce-subject': 'documents/requests/warm-up/timeline/000001',
  };
  return { method: 'POST', path: '/', headers: { ...event, 'content-type': 'application/protobuf' }, body: 'x' };
}

/** The form of a token, signed by nobody. */
function madeUp(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'none', typ: 'JWT' })}.${part({ iss: 'https://accounts.google.com', aud: values.CALLER_AUDIENCE })}.AAAA`;
}
