import { OAuth2Client } from 'google-auth-library';
import { openCloudBuild, type CloudBuild } from '#platform/google/cloud-build-client.ts';

/** The real client, turned to the stand-in. Its token is given, so that nobody asks the machine who it is. */
export function connectToCloudBuild(url: string): CloudBuild {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: 'stand-in' });
  return openCloudBuild({ auth, rootUrl: `${url}/` });
}
