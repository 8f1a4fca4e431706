import { executorContract } from './executor-contract.ts';
import { jobOrder } from './orders.ts';
import { jobNameOf } from '#platform/google/dataflow-names.ts';
import { createDataflowExecutor } from '#platform/google/dataflow-executor.ts';
import { outputFolder } from '#platform/google/job-output.ts';
import { place, startRig } from '#test/integration/dataflow/rig.ts';

executorContract('Dataflow', async () => {
  const rig = await startRig();
  const files = new Map<string, number>();
  return {
    executor: createDataflowExecutor({ ...rig.clients, objects: rig.objects, bucket: 'evidence', place: () => place }),
    order: jobOrder,
    begun: ({ id }) => rig.standIn.jobs.filter(({ order }) => order.jobName === jobNameOf(id)).length,
    end: () => rig.end({ stdout: ['done'] }),
    async write({ id }, stream, lines) {
      const count = (files.get(`${id} ${stream}`) ?? 0) + 1;
      files.set(`${id} ${stream}`, count);
      await rig.objects.create(
        `${outputFolder(id)}${stream}-${String(count).padStart(5, '0')}.txt`,
        lines.map((line) => `${line}\n`).join(''),
      );
    },
    close: () => rig.close(),
  };
});
