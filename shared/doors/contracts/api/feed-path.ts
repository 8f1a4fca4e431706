import { feedAnswer, feedQuery, LONGEST_WAIT } from '#doors/contracts/feed-event.ts';
import type { DocumentedOperation } from './documented.ts';
import { exampleOf } from './example.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

const about: Readonly<Record<keyof typeof feedQuery.shape, string>> = {
  after: 'The cursor of the answer, or of the event, behind which to go on. `Last-Event-ID` says the same.',
  since: 'In place of a cursor: an instant of the store’s clock, in ms since 1970. With neither, from now on.',
  wait: `How long to wait for something to happen, in seconds, at most ${LONGEST_WAIT}. A stream does not need it.`,
  page: 'The path of a page that its own secret opens, such as a status page: only what that page is about, and no token is needed.',
};

/** P7. The change feed, which another function serves: it is no operation, and belongs to the API all the same. */
export function feedOperation(): DocumentedOperation {
  const schema = jsonSchemaOf(feedAnswer, 'output');
  const { properties = {} } = jsonSchemaOf(feedQuery, 'input');
  const parameters = Object.entries(properties).map(([name, { default: _default, ...one }]) => ({
    name,
    in: 'query' as const,
    required: false,
    schema: one,
    description: about[name as keyof typeof about],
    example: examples[name as keyof typeof examples],
  }));
  return {
    operationId: 'events_follow',
    summary: 'Hear what has changed, each event once',
    description:
      'By long poll, or, for whoever accepts `text/event-stream`, as a stream of the same events, each with its cursor as its id. An event says that something happened, and nothing of what it was about; you hear of what you have the right to read. Where `reset` is true the cursor is too old: read anew what you show.',
    tags: ['events'],
    parameters,
    responses: {
      '200': {
        description: 'What has happened; nothing, where the wait is over.',
        content: { 'application/json': { schema, example: exampleOf(schema) }, 'text/event-stream': { schema: text } },
      },
      ...Object.fromEntries(['401', '422'].map((status) => [status, { $ref: `#/components/responses/${status}` }])),
    },
  };
}

const text: JsonSchema = { type: 'string', description: 'Server-sent events: `id` is the cursor, `data` one event as JSON.' };

const examples = { after: 'eyJh…', since: 1_796_083_200_000, wait: 45, page: '/status/k3m9x2.secret' } as const;
