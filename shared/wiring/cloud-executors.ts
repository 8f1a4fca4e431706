import type { Executors } from '#application/run-job.ts';
import { createAgentExecutor } from '#adapters/agent/agent-executor.ts';
import { openDataflowClients } from '#adapters/google/dataflow-clients.ts';
import { createDataflowExecutor } from '#adapters/google/dataflow-executor.ts';
import { jobCommand, jobTimeout } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudObjects } from './cloud-outputs.ts';
import { dataflowPlace } from './google-places.ts';

/** R2. Backends that run by an agent and backends on Dataflow can stand side by side. */
export function cloudExecutors(cloud: Cloud): Executors {
  const { config, settings, system } = cloud;
  return {
    agent: createAgentExecutor({ store: system.store, command: jobCommand(settings), timeout: jobTimeout(settings) }),
    dataflow: createDataflowExecutor({
      ...openDataflowClients(),
      objects: cloudObjects(cloud),
      bucket: config.outputBucket,
      place: dataflowPlace(settings, config.project),
    }),
  };
}
