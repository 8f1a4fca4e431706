import { html, type Html } from '#html/markup.ts';
import type { DocumentedOperation } from '#doors/contracts/api/documented.ts';
import type { JsonSchema } from '#doors/contracts/api/json-schema.ts';

/** One operation, to be read. */
export function operationPart(title: string, operation: DocumentedOperation): Html {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const given = parameters.flatMap((one) => ('name' in one ? [one] : []));
  const body = requestBody?.content['application/json'];
  const refused = Object.keys(responses).filter((status) => Number(status) >= 400);
  return html`<section class="card" id="${operationId}">
<h2>${summary}</h2>
<p><code>${title}</code></p>
<p>${description}${operation['x-sunset'] === undefined ? undefined : html` <strong>Deprecated: it goes on ${operation['x-sunset']}.</strong>`}</p>
${given.length === 0 ? undefined : html`<h3>Parameters</h3><ul>${given.map(({ name, required, schema }) => fieldItem(name, schema, required))}</ul>`}
${body === undefined ? undefined : bodyPart(body)}
${Object.entries(responses).map(([status, one]) => ('content' in one ? answerPart(status, one.content['application/json']) : undefined))}
<p>Refused with ${refused.join(', ')}: <a href="/api/problems">codes of problems</a>.</p>
</section>
`;
}

interface Content {
  schema: JsonSchema;
  example: unknown;
}

function bodyPart({ schema, example }: Content): Html {
  return html`<h3>Body</h3>
<ul>${fieldItems(schema)}</ul>
<pre>${JSON.stringify(example, undefined, 2)}</pre>`;
}

function answerPart(status: string, { schema, example }: Content): Html {
  return html`<details><summary>Answer ${status}</summary>
<ul>${fieldItems(schema)}</ul>
<pre>${JSON.stringify(example, undefined, 2)}</pre></details>`;
}

function fieldItems({ properties = {}, required = [] }: JsonSchema): Html[] {
  return Object.entries(properties).map(([name, one]) => fieldItem(name, one, required.includes(name)));
}

function fieldItem(name: string, schema: JsonSchema, required: boolean): Html {
  const inside = schema.items?.properties === undefined ? undefined : html`<ul>${fieldItems(schema.items)}</ul>`;
  return html`<li><code>${name}</code>: ${kindOf(schema)}${required ? '' : ', may be left out'}${schema.description === undefined ? '' : `. ${schema.description}`}${inside}</li>
`;
}

function kindOf({ type, enum: each, const: only, format, items, anyOf, 'x-extensible-enum': open }: JsonSchema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (each !== undefined) return each.map((one) => JSON.stringify(one)).join(' or ');
  if (anyOf !== undefined) return anyOf.map(kindOf).join(' or ');
  if (open !== undefined) return `${open.map((one) => JSON.stringify(one)).join(', ')}, or a later one`;
  if (format !== undefined) return format;
  return type === 'array' ? `list${items?.type === undefined ? '' : ` of ${String(items.type)}s`}` : String(type ?? 'anything');
}
