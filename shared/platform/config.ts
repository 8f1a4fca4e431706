import type { Environment } from './config/reader.ts';

export { readCloudConfig } from './config/cloud.ts';
export { readEmbeddedConfig } from './config/embedded.ts';
export { readOperatorConfig } from './config/operator.ts';
export { ConfigError } from './config/reader.ts';
export type { CloudConfig } from './config/cloud.ts';
export type { EmbeddedConfig } from './config/embedded.ts';
export type { Environment } from './config/reader.ts';
export type { Secrets } from './config/secrets.ts';

/** This process's environment. No other file of the system reads it. */
export function processEnvironment(): Environment {
  return process.env;
}
