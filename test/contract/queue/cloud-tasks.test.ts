import { createCloudTasksQueue } from '#platform/google/cloud-tasks-queue.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { startCloudTasksStandIn } from '#infra/stand-ins/cloud-tasks/server.ts';
import { deliveryContract } from './delivery-contract.ts';
import { troubleContract, unreachableContract } from './trouble-contract.ts';
import { identity, SERVICE_ACCOUNT, type OpenQueue } from './rig.ts';

const open: OpenQueue = async (routes, receiver) => {
  const standIn = await startCloudTasksStandIn({ token: (audience, email) => identity.token(audience, email), quick: true });
  const client = connectToStandIn(standIn.port, 'rehearsal');
  await createQueues(client, 'rehearsal', 'local', routes);
  return {
    queue: createCloudTasksQueue({
      client,
      project: 'rehearsal',
      location: 'local',
      target: (name) => receiver.url(name),
      serviceAccountEmail: SERVICE_ACCOUNT,
      routes,
    }),
    givenUp: () => standIn.givenUp(),
    open: () => standIn.open(),
    async close() {
      await client.close();
      await standIn.stop();
    },
  };
};

deliveryContract('Cloud Tasks', open);
troubleContract('Cloud Tasks', open);
unreachableContract('Cloud Tasks', open);
