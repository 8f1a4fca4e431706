import { credentials } from '@grpc/grpc-js';
import { openDataflowClients, type DataflowClients } from '#platform/google/dataflow-clients.ts';

/**
 * The real clients, turned to the stand-in. Without credentials of their own they would ask the machine's metadata server who it is, even
 * though the connection carries none. (They bring a google-auth-library of their own, so that an auth client of ours is not theirs.)
 */
export function connectToDataflow(port: number, projectId: string): DataflowClients {
  const nobody = { client_email: 'nobody@stand-in.invalid', private_key: 'never used' };
  return openDataflowClients({ apiEndpoint: '127.0.0.1', port, sslCreds: credentials.createInsecure(), projectId, credentials: nobody });
}

export async function disconnect({ templates, jobs, messages, metrics }: DataflowClients): Promise<void> {
  await Promise.all([templates.close(), jobs.close(), messages.close(), metrics.close()]);
}
