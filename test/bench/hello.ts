import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';

/** The floor of start and memory: the Functions Framework with a function that does nothing. */
http('hello', (_request, response) => {
  response.end('hello');
});
getTestServer('hello').listen(Number(process.env['PORT'] ?? 0), '127.0.0.1');
