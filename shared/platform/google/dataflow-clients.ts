import { FlexTemplatesServiceClient, JobsV1Beta3Client, MessagesV1Beta3Client, MetricsV1Beta3Client } from '@google-cloud/dataflow';

export interface DataflowClients {
  templates: FlexTemplatesServiceClient;
  jobs: JobsV1Beta3Client;
  messages: MessagesV1Beta3Client;
  metrics: MetricsV1Beta3Client;
}

/** In the cloud nothing is given: the clients find the function's own account. */
export function openDataflowClients(options: ConstructorParameters<typeof JobsV1Beta3Client>[0] = {}): DataflowClients {
  return {
    templates: new FlexTemplatesServiceClient(options),
    jobs: new JobsV1Beta3Client(options),
    messages: new MessagesV1Beta3Client(options),
    metrics: new MetricsV1Beta3Client(options),
  };
}
