import { credentials } from '@grpc/grpc-js';
import { CloudTasksClient } from '@google-cloud/tasks';
import { OAuth2Client } from 'google-auth-library';

/**
 * The real client, turned to the stand-in. Without an auth client of its own it would ask the machine's metadata server who it is, even though
 * the connection carries no credentials.
 */
export function connectToStandIn(port: number, projectId: string): CloudTasksClient {
  return new CloudTasksClient({
    apiEndpoint: '127.0.0.1',
    port,
    sslCreds: credentials.createInsecure(),
    projectId,
    authClient: new OAuth2Client(),
  });
}
