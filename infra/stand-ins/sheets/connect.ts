import { GoogleAuth, PassThroughClient } from 'google-auth-library';
import { connectSheets, type SheetsClient } from '#platform/google/sheets-client.ts';

/** The real client, turned to the stand-in; it looks for no credentials and no metadata server. */
export function connectToStandIn(port: number): SheetsClient {
  return connectSheets({ auth: new GoogleAuth({ authClient: new PassThroughClient() }), rootUrl: `http://127.0.0.1:${port}/` });
}
