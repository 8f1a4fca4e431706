// A real Functions Framework server in a process of its own, so that its memory can be measured. `open` leaves the door out.
import { cloudEvent, http, type CloudEvent } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { guardEveryServer } from '#doors/guard-door.ts';

if (process.argv[2] !== 'open') guardEveryServer();

http('probe', (request, response) => {
  const body: unknown = request.body;
  response.json({
    rawLength: request.rawBody?.length ?? null,
    body: Buffer.isBuffer(body) ? `bytes:${body.toString('latin1').slice(0, 100)}` : (body ?? null),
    peakKilobytes: process.resourceUsage().maxRSS,
  });
});

let events = 0;
cloudEvent('event', (event: CloudEvent<unknown>) => {
  events += 1;
  console.log(JSON.stringify({ event: events, type: event.type, data: event.data }));
});

for (const name of ['probe', 'event']) {
  const server = getTestServer(name);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(JSON.stringify({ name, port: address !== null && typeof address === 'object' ? address.port : 0 }));
  });
}
