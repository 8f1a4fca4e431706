import type { RapDocument, RapOperation } from '#products/pipelines/contracts/rap/document.ts';
import type { Frame, PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';

/** P5. The document of the RAP API for people. */
export function rapDocumentPage({ info, paths, servers }: RapDocument): PageContent {
  const base = servers[0]?.url ?? '';
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationPart(`${method.toUpperCase()} ${base}${path}`, operation)),
  );
  const body = html`<p class="lead">${info.description}</p>
<p>Programs read <a href="../spec.json">the same as OpenAPI 3.1</a>.</p>
${operations}`;
  return { title: info.title, body, bare: true };
}

export const rapFrame: Omit<Frame, 'installation'> = { groups: [], footer: 'For programs that ask for pipelines.' };

function operationPart(title: string, { summary, description, requestBody, responses }: RapOperation): Html {
  const body = requestBody?.content['application/json'].examples;
  return html`<section class="card">
<h2>${summary}</h2>
<p><code>${title}</code></p>
<p>${description}</p>
${body === undefined ? undefined : html`<h3>Body</h3>${examplesPart(body)}`}
${Object.entries(responses).map(
  ([status, one]) => html`<h3>${status}</h3>
<p>${one.description}</p>
${examplesPart(one.content['application/json'].examples)}`,
)}
</section>
`;
}

function examplesPart(examples: Record<string, { value: unknown }>): Html[] {
  return Object.values(examples).map(({ value }) => html`<pre>${JSON.stringify(value, undefined, 2)}</pre>`);
}
