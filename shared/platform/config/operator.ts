import { readerOf, type Environment } from './reader.ts';

/** Where the command line finds the installation that it talks to. */
export type OperatorConfig =
  /** Somewhere else, with a token of one's own. */
  | { at: 'url'; url: string; token: string }
  /** On this machine: the running process left address and token in its data folder. */
  | { at: 'data'; data: string };

/** Throws ConfigError with every problem. */
export function readOperatorConfig(env: Environment): OperatorConfig {
  const reader = readerOf(env);
  const url = reader.optional('REHEARSAL_URL');
  const token = reader.optional('REHEARSAL_TOKEN');
  if (url === undefined && token === undefined) return { at: 'data', data: reader.optional('REHEARSAL_DATA') ?? './data' };
  if (url === undefined) reader.problem('REHEARSAL_URL is missing: the public address of the installation that REHEARSAL_TOKEN belongs to');
  else if (!isSafe(url)) reader.problem('REHEARSAL_URL must be an https:// address: a token is not sent in the open');
  if (token === undefined) reader.problem('REHEARSAL_TOKEN is missing: your token for the installation at REHEARSAL_URL');
  else if (!/^[\x21-\x7e]{32,500}$/.test(token)) reader.problem('REHEARSAL_TOKEN must be 32 characters or more, without spaces');
  return reader.done({ at: 'url', url: url ?? '', token: token ?? '' });
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost'));
}
