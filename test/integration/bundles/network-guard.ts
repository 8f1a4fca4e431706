import http from 'node:http';
import https from 'node:https';

// Loaded into a bundle's process before it: Google's certificates come from this machine (CERTIFICATES, host:port), and nothing else may be
// asked of the network.
function guarded(url: string | URL, options: https.RequestOptions, callback?: (answer: http.IncomingMessage) => void): http.ClientRequest {
  const { hostname, pathname } = new URL(url);
  if (hostname !== 'www.googleapis.com' || pathname !== '/oauth2/v1/certs') throw new Error(`a test asks the network for ${hostname}`);
  const { agent: _agent, ...rest } = options;
  return http.request(`http://${process.env['CERTIFICATES']}${pathname}`, rest, callback);
}

Object.assign(https, {
  request: guarded,
  get: (...given: Parameters<typeof guarded>) => guarded(...given).end(),
});
