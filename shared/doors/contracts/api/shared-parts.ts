import type { JsonSchema } from './json-schema.ts';

export type ProblemTable = Readonly<Record<string, { status: number; title: string; next: string }>>;

const INFO = `What people do by pages, links and the command line, for programs.

Send \`Authorization: Bearer <token>\`. What is asked for comes in the path and the query, or as JSON in the body; a field that is not known is refused.
Answers are open for extension: bear fields and values that you do not know. Texts of fields with \`x-extensible-enum\` may get more values. A field that has nothing to say is left out.
Every error is \`application/problem+json\` with a stable \`code\`. Besides the statuses of each operation the door answers 404, 405 (with \`Allow\`), 408, 421 and 431.
A call that changes something can carry an \`Idempotency-Key\`: sent again with the same key and body it does nothing more, for 7 days. What is made is answered with 201 the first time, with 200 when it was there or there is nothing to do; \`outcome\` says which.
What is to go says so in \`Deprecation\` and \`Sunset\` headers before it goes.`;

/** What all operations share. */
export function sharedParts(problems: ProblemTable, base: string, groups: readonly string[]) {
  const statuses = [...new Set(Object.values(problems).map(({ status }) => status))].filter((status) => status < 500 || status === 503);
  return {
    info: { title: 'Rehearsal', version: '1', description: INFO },
    servers: [{ url: base }],
    security: [{ token: [] }],
    tags: groups.map((name) => ({ name })),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      parameters: { IdempotencyKey: idempotencyKey },
      responses: Object.fromEntries(statuses.map((status) => [String(status), refusal(status, problems)])),
      schemas: { Problem: problemSchema(Object.keys(problems)) },
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Up to 200 printable characters of your choice, new for each call that is meant anew.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  example: '5f0c3e0a-8f9b-4a53-9a53-0f0a5c6f4c52',
} as const;

function refusal(status: number, problems: ProblemTable) {
  const codes = Object.entries(problems).filter(([, one]) => one.status === status);
  const [code, { title }] = codes[0] ?? ['', { title: '' }];
  return {
    description: codes.map(([name, one]) => `\`${name}\`: ${one.title}`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: { type: `/api/problems#${code}`, title, status, code },
      },
    },
  };
}

function problemSchema(codes: readonly string[]): JsonSchema {
  const text = { type: 'string' } as const;
  return {
    type: 'object',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: { type: 'string', 'x-extensible-enum': codes },
      detail: text,
      problems: {
        type: 'array',
        items: { type: 'object', properties: { path: text, code: text, message: text }, required: ['path', 'code', 'message'] },
      },
      permission: { ...text, description: 'The permission that is missing.' },
      place: { type: 'object', description: 'Where it is missing; nothing in it: for the whole installation.' },
      givenBy: { type: 'array', items: text, description: 'Who may give it.' },
    },
    required: ['type', 'title', 'status', 'code'],
  };
}
