import type { Executors } from '#products/rehearsal/app/operation/requests/run.ts';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import type { JobExecutor } from '#contexts/operations/ports/executor.ts';
import { agentCommands } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudObjects, cloudOutputs } from './cloud-outputs.ts';
import { dataflowPlace } from './google-places.ts';

/** R2. Backends that run by an agent and backends on Dataflow can stand side by side. */
export function cloudExecutors(cloud: Cloud): Executors {
  const { settings, system } = cloud;
  return {
    agent: createAgentExecutor({ store: system.store, ...agentCommands(settings), outputs: cloudOutputs(cloud) }),
    dataflow: dataflowWhenWanted(cloud),
  };
}

/** Its SDK is the largest of all, and runs by an agent have no use for it: it is loaded with the first run on Dataflow. */
function dataflowWhenWanted(cloud: Cloud): JobExecutor {
  let opened: Promise<JobExecutor> | undefined;
  const executor = (): Promise<JobExecutor> => (opened ??= openDataflow(cloud));
  return {
    start: async (order) => (await executor()).start(order),
    stop: async (order) => (await executor()).stop(order),
    async look(order) {
      const { look } = await executor();
      if (look === undefined) throw new TypeError('Dataflow must be asked');
      return look(order);
    },
    async read(order, asked) {
      const { read } = await executor();
      if (read === undefined) throw new TypeError('what runs on Dataflow write can be read');
      return read(order, asked);
    },
  };
}

async function openDataflow(cloud: Cloud): Promise<JobExecutor> {
  const { config, settings } = cloud;
  const [{ openDataflowClients }, { createDataflowExecutor }] = await Promise.all([
    import('#platform/google/dataflow-clients.ts'),
    import('#platform/google/dataflow-executor.ts'),
  ]);
  const place = dataflowPlace(settings, config.project);
  return createDataflowExecutor({ ...openDataflowClients(), objects: cloudObjects(cloud), bucket: config.outputBucket, place });
}
