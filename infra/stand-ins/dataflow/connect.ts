import { credentials } from '@grpc/grpc-js';
import { FlexTemplatesServiceClient, JobsV1Beta3Client, MessagesV1Beta3Client, MetricsV1Beta3Client } from '@google-cloud/dataflow';

export interface DataflowClients {
  templates: FlexTemplatesServiceClient;
  jobs: JobsV1Beta3Client;
  messages: MessagesV1Beta3Client;
  metrics: MetricsV1Beta3Client;
}

/**
 * The real clients, turned to the stand-in. Without credentials of their own they would ask the machine's metadata server who it is, even
 * though the connection carries none. (They bring a google-auth-library of their own, so that an auth client of ours is not theirs.)
 */
export function connectToDataflow(port: number, projectId: string): DataflowClients {
  const nobody = { client_email: 'nobody@stand-in.invalid', private_key: 'never used' };
  const options = { apiEndpoint: '127.0.0.1', port, sslCreds: credentials.createInsecure(), projectId, credentials: nobody };
  return {
    templates: new FlexTemplatesServiceClient(options),
    jobs: new JobsV1Beta3Client(options),
    messages: new MessagesV1Beta3Client(options),
    metrics: new MetricsV1Beta3Client(options),
  };
}

export async function disconnect({ templates, jobs, messages, metrics }: DataflowClients): Promise<void> {
  await Promise.all([templates.close(), jobs.close(), messages.close(), metrics.close()]);
}
