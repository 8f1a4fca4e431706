import { expect, test } from '@jest/globals';
import { isNever } from '#infra/agent/actions/unhad.ts';

test.each([
  'Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 127.0.0.53:53: no such host',
  'Error response from daemon: Get "https://registry.example/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  'Error response from daemon: Get "https://registry.example/v2/": dial tcp 192.0.2.1:443: connect: connection refused',
  'Error response from daemon: Get "https://registry.example/v2/": EOF',
  'toomanyrequests: You have reached your pull rate limit; access is denied until then',
  'received unexpected HTTP status: 503 Service Unavailable',
  'Error: initializing source docker://registry.example/ehrql:v1: pinging container registry registry.example: Get "https://registry.example/v2/": dial tcp: lookup registry.example: Temporary failure in name resolution',
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  "git fetch ended with 128: fatal: unable to access 'https://code.example/o/r/': Could not resolve host: code.example",
  "git fetch ended with 128: fatal: unable to access 'https://code.example/o/r/': The requested URL returned error: 502",
  'something that nobody knows',
])('R9 what may be there the next time is tried again: %s', (said) => {
  expect(isNever(said)).toBe(false);
});

test.each([
  'Error response from daemon: manifest for registry.example/ehrql:v9 not found: manifest unknown: manifest unknown',
  'Error response from daemon: pull access denied for nobody/ehrql, repository does not exist or may require docker login: denied: requested access to the resource is denied',
  'Error response from daemon: failed to resolve reference "registry.example/ehrql:v9": registry.example/ehrql:v9: not found',
  'Error response from daemon: unauthorized: authentication required',
  'Error: initializing source docker://registry.example/ehrql:v9: reading manifest v9 in registry.example/ehrql: manifest unknown',
  'Error: parsing image: invalid reference format',
  'failed commit on ref "manifest-sha256:0": unexpected digest sha256:1, expected sha256:0: failed precondition',
  'no matching manifest for linux/arm64/v8 in the manifest list entries',
  "git fetch ended with 128: fatal: couldn't find remote ref refs/heads/no-such",
  "git fetch ended with 128: remote: Repository not found. fatal: repository 'https://code.example/o/r/' not found",
  "git fetch ended with 128: fatal: could not read Username for 'https://code.example': terminal prompts disabled",
])('R9 what will never be there is not: %s', (said) => {
  expect(isNever(said)).toBe(true);
});
