import { readOperatorFile, operatorFilePath } from '#infra/embedded/operator-file.ts';
import { ConfigError, readOperatorConfig, type Environment } from '#platform/config.ts';

/** The installation that commands talk to. */
export interface Place {
  url: string;
  token: string;
}

/** By the environment, or the one that runs in the data folder; or why there is none. */
export async function findPlace(env: Environment): Promise<Place | { problems: readonly string[]; code: 2 | 3 }> {
  try {
    const config = readOperatorConfig(env);
    if (config.at === 'url') return config;
    const file = await readOperatorFile(config.data);
    if (file !== undefined) return file;
    return {
      code: 3,
      problems: [`nothing is running in ${config.data}: there is no ${operatorFilePath(config.data)}. Start it with npm start.`],
    };
  } catch (error) {
    if (error instanceof ConfigError) return { code: 2, problems: error.problems };
    throw error;
  }
}
