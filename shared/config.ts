import { readCloudConfig, type CloudConfig } from './config/cloud.ts';
import { readEmbeddedConfig, type EmbeddedConfig } from './config/embedded.ts';
import type { Environment } from './config/reader.ts';

export { readCloudConfig } from './config/cloud.ts';
export { readEmbeddedConfig } from './config/embedded.ts';
export { readOperatorConfig } from './config/operator.ts';
export { ConfigError } from './config/reader.ts';
export type { CloudConfig } from './config/cloud.ts';
export type { EmbeddedConfig } from './config/embedded.ts';
export type { Environment } from './config/reader.ts';
export type { Secrets } from './config/secrets.ts';

export type Config = EmbeddedConfig | CloudConfig;

/** This process's environment. No other file of the system reads it. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Cloud when K_SERVICE is set (every Cloud Function has it) and nothing says otherwise; embedded else. Throws ConfigError. */
export function readConfig(env: Environment = processEnvironment()): Config {
  return env['K_SERVICE'] === undefined ? readEmbeddedConfig(env) : readCloudConfig(env);
}
