import { asMeant, hostOf } from './pasted.ts';

export interface Repository {
  owner: string;
  repository: string;
}

export type LinkAnswer<T> = { ok: true; value: T } | { ok: false; code: string; message: string };

/** I17: whatever stands before the host and behind the number is a way of writing the same. */
const pullRequest =
  /^(?:https?:\/\/)?(?:www\.)?github\.com\/([A-Za-z0-9_-]{1,39})\/([A-Za-z0-9._-]{1,100})\/pull\/([1-9][0-9]{0,8})(?:\/[^?#\s]*)?(?:\?[^#\s]*)?(?:#\S*)?$/i;
const documentLink =
  /^(?:https?:\/\/)?([a-z0-9.-]{1,200})\/(?:a\/[a-z0-9.-]{1,200}\/)?document\/(?:u\/[0-9]{1,3}\/)?d\/([A-Za-z0-9_-]{2,128})(?:[/?#]\S*)?$/i;
/** Drive's own addresses of a document: its page there, and the older one that opens it. */
const driveLinks = [
  /^(?:https?:\/\/)?drive\.google\.com\/(?:a\/[a-z0-9.-]{1,200}\/)?file\/(?:u\/[0-9]{1,3}\/)?d\/([A-Za-z0-9_-]{2,128})(?:[/?#]\S*)?$/i,
  /^(?:https?:\/\/)?(?:drive|docs)\.google\.com\/(?:a\/[a-z0-9.-]{1,200}\/)?(?:u\/[0-9]{1,3}\/)?(?:open|uc)\?(?:[^#\s]*&)?id=([A-Za-z0-9_-]{2,128})(?:[&#]\S*)?$/i,
];
const GOOGLE_DOCS = 'docs.google.com';

/** I9. Owner and repository come back as the settings spell them; nothing else of the URL is kept. */
export function parsePullRequestUrl(url: string, allowed: readonly Repository[]): LinkAnswer<Repository & { number: number }> {
  const meant = asMeant(url);
  const [, owner, repository, number] = pullRequest.exec(meant) ?? [];
  if (owner === undefined || repository === undefined) {
    const taken = 'https://github.com/owner/repository/pull/123';
    return { ok: false, code: 'bad_pull_request_url', message: notTaken(meant, 'a pull request', ['github.com', 'www.github.com'], taken) };
  }
  const known = allowed.find((one) => same(one.owner, owner) && same(one.repository, repository));
  if (known === undefined) {
    const names = allowed.map((one) => `${one.owner}/${one.repository}`).join(', ');
    return { ok: false, code: 'repository_not_allowed', message: `Pull requests are accepted only from ${names || 'no repository'}.` };
  }
  return { ok: true, value: { owner: known.owner, repository: known.repository, number: Number(number) } };
}

/** I17. Where the repository is known: its address, `owner/repository#123` as everything here spells it, or the number alone. */
export function pullRequestNamed(text: string, known: Repository): LinkAnswer<Repository & { number: number }> {
  const [, owner, repository, number] = /^(?:([\w-]{1,39})\/([\w.-]{1,100}))?#?([1-9][0-9]{0,8})$/.exec(text.trim()) ?? [];
  const isOurs = owner === undefined || (repository !== undefined && same(owner, known.owner) && same(repository, known.repository));
  if (number !== undefined && isOurs)
    return { ok: true, value: { owner: known.owner, repository: known.repository, number: Number(number) } };
  return parsePullRequestUrl(text, [known]);
}

/** I9. The id of a Google Doc. A published copy (`/d/e/…`) has no id that helps. */
export function parseDocumentUrl(url: string, hosts: readonly string[] = [GOOGLE_DOCS]): LinkAnswer<string> {
  const meant = asMeant(url);
  const [, host, documentId] = documentLink.exec(meant) ?? [];
  if (host !== undefined && documentId !== undefined && hosts.some((known) => same(known, host))) return { ok: true, value: documentId };
  const inDrive = hosts.some((known) => same(known, GOOGLE_DOCS)) ? driveId(meant) : undefined;
  if (inDrive !== undefined) return { ok: true, value: inDrive };
  const taken = `https://${hosts[0] ?? GOOGLE_DOCS}/document/d/…`;
  return { ok: false, code: 'bad_document_url', message: notTaken(meant, 'a document', [...hosts, 'drive.google.com'], taken) };
}

function driveId(meant: string): string | undefined {
  return driveLinks.map((link) => link.exec(meant)?.[1]).find((id) => id !== undefined);
}

/** What is wrong, and what would be taken. */
function notTaken(meant: string, what: string, hosts: readonly string[], example: string): string {
  const host = hostOf(meant);
  const elsewhere = host !== undefined && !hosts.some((known) => same(known, host)) ? ` It leads to ${host}.` : '';
  return `This is not the address of ${what}, such as ${example}.${elsewhere}`;
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
