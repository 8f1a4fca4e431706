import type { ServerResponse } from 'node:http';
import { html, type Html } from '#html/markup.ts';
import type { Frame, PageContent } from '#html/document.ts';
import { apiDocumentOf } from '#doors/api-document.ts';
import type { ApiDocument } from '#doors/contracts/api/document.ts';
import type { DocumentedOperation } from '#doors/contracts/api/documented.ts';
import { apiPath } from '#doors/contracts/api/operations.ts';
import { problemTypes, sendProblem } from '#doors/problem-json.ts';
import { sendCached } from '#doors/send-cached.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import { operationPart } from './operation-part.ts';

const links = [
  { path: '/start', label: 'The installation', isHere: false },
  { path: '/api', label: 'The API', isHere: false },
  { path: '/api/problems', label: 'What can go wrong', isHere: false },
];

/** It knows nobody: the ways are everybody’s. */
export const apiFrame: Omit<Frame, 'installation'> = {
  groups: links.map((one) => ({ label: one.label, links: [one] })),
  footer: 'For programs.',
};

/** P1. What of the API is open to everybody: its document, for programs and to be read. It says nothing of this installation. */
export function servesDocument(path: string, method: string | undefined, response: ServerResponse, send: SenderOf<PageContent>): boolean {
  const page = path === `${apiPath}/openapi.json` ? 'json' : /^\/api(?:\/([a-z-]+))?\/?$/.exec(path);
  if (page === null) return false;
  if (method !== 'GET' && method !== 'HEAD') sendProblem(response, 'method_not_allowed', { allow: ['GET', 'HEAD'] });
  else if (page === 'json') sendCached(response, { contentType: 'application/json; charset=utf-8', body: JSON.stringify(apiDocumentOf()) });
  else sendPage(apiDocumentOf(), page[1], response, send);
  return true;
}

function sendPage(document: ApiDocument, group: string | undefined, response: ServerResponse, send: SenderOf<PageContent>): void {
  if (group === undefined) return send(response, 200, indexPage(document));
  if (group === 'problems') return send(response, 200, problemsPage);
  const operations = operationsOf(document, group);
  if (operations.length === 0) return sendProblem(response, 'not_found');
  send(response, 200, groupPage(group, operations));
}

/** With its method and its path. */
type Told = [title: string, operation: DocumentedOperation];

function operationsOf({ paths }: ApiDocument, group: string): Told[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, one]): Told[] =>
      one.tags.includes(group) ? [[`${method.toUpperCase()} ${apiPath}${path}`, one]] : [],
    ),
  );
}

function indexPage(document: ApiDocument): PageContent {
  const body = html`${document.info.description.split('\n\n').map((part) => html`<p>${marked(part)}</p>`)}
<p>Programs read <a href="${apiPath}/openapi.json">the same as OpenAPI 3.1</a>. <a href="/api/problems">All codes of problems</a>.</p>
${document.tags.map(({ name }) => groupPart(document, name))}`;
  return { title: 'The API', body };
}

function groupPart(document: ApiDocument, group: string): Html {
  const lines = operationsOf(document, group).map(
    ([title, { operationId, summary }]) =>
      html`<li><a href="/api/${group}#${operationId}"><code>${title}</code></a>: ${summary}</li>
`,
  );
  return html`<h2>${nameOf(group)}</h2>
<ul>${lines}</ul>
`;
}

function groupPage(group: string, operations: readonly Told[]): PageContent {
  return { title: nameOf(group), body: html`${operations.map(([title, one]) => operationPart(title, one))}`, back: ['/api', 'The API'] };
}

const problemsPage: PageContent = {
  title: 'Codes of problems',
  back: ['/api', 'The API'],
  body: html`<p>Every error answer for programs has one of these codes. None is ever renamed; more may come.</p>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What it says</th><th scope="col">What to do</th></tr></thead>
<tbody>${Object.entries(problemTypes).map(
    ([
      code,
      { status, title, next },
    ]) => html`<tr><th scope="row" id="${code}"><code>${code}</code></th><td>${status}</td><td>${title}</td><td>${marked(next)}</td></tr>
`,
  )}</tbody></table>`,
};

/** As its addresses have it: it is read beside them. */
function nameOf(group: string): string {
  return `/${group}`;
}

/** Our own words, in which code stands between backquotes. */
function marked(text: string): Html[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
