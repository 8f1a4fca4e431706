import { createCloudTasksRestQueue } from '#platform/google/cloud-tasks-rest-queue.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { startCloudTasksStandIn } from '#infra/stand-ins/cloud-tasks/server.ts';
import { deliveryContract } from './delivery-contract.ts';
import { identity, SERVICE_ACCOUNT, type OpenQueue } from './rig.ts';
import { troubleContract, unreachableContract } from './trouble-contract.ts';

const open: OpenQueue = async (routes, receiver) => {
  const standIn = await startCloudTasksStandIn({ token: (audience, email) => identity.token(audience, email), quick: true });
  const client = connectToStandIn(standIn.port, 'rehearsal');
  await createQueues(client, 'rehearsal', 'local', routes);
  await client.close();
  return {
    queue: createCloudTasksRestQueue({
      project: 'rehearsal',
      location: 'local',
      target: (name) => receiver.url(name),
      serviceAccountEmail: SERVICE_ACCOUNT,
      routes,
      emulator: standIn.rest,
    }),
    givenUp: () => standIn.givenUp(),
    open: () => standIn.open(),
    close: () => standIn.stop(),
  };
};

deliveryContract('Cloud Tasks over REST', open);
troubleContract('Cloud Tasks over REST', open);
unreachableContract('Cloud Tasks over REST', open);
