export interface Repository {
  owner: string;
  repository: string;
}

export type LinkAnswer<T> = { ok: true; value: T } | { ok: false; code: string; message: string };

const pullRequest =
  /^https:\/\/github\.com\/([A-Za-z0-9_-]{1,39})\/([A-Za-z0-9._-]{1,100})\/pull\/([1-9][0-9]{0,8})(?:\/[^?#\s]*)?(?:\?[^#\s]*)?(?:#\S*)?$/i;
const documentLink =
  /^https:\/\/([a-z0-9.-]{1,200})\/(?:a\/[a-z0-9.-]{1,200}\/)?document\/(?:u\/[0-9]{1,3}\/)?d\/([A-Za-z0-9_-]{2,128})(?:[/?#]\S*)?$/i;
const defaultDocumentHosts = ['docs.google.com'];

/** I9. Owner and repository come back as the settings spell them; nothing else of the URL is kept. */
export function parsePullRequestUrl(url: string, allowed: readonly Repository[]): LinkAnswer<Repository & { number: number }> {
  const [, owner, repository, number] = pullRequest.exec(url) ?? [];
  if (owner === undefined || repository === undefined) {
    return {
      ok: false,
      code: 'bad_pull_request_url',
      message: 'This is not the address of a pull request, such as https://github.com/owner/repository/pull/123.',
    };
  }
  const known = allowed.find((one) => same(one.owner, owner) && same(one.repository, repository));
  if (known === undefined) {
    const names = allowed.map((one) => `${one.owner}/${one.repository}`).join(', ');
    return { ok: false, code: 'repository_not_allowed', message: `Pull requests are taken from ${names || 'no repository'} only.` };
  }
  return { ok: true, value: { owner: known.owner, repository: known.repository, number: Number(number) } };
}

/** I9. The id of a Google Doc. A published copy (`/d/e/…`) has no id that helps. */
export function parseDocumentUrl(url: string, hosts: readonly string[] = defaultDocumentHosts): LinkAnswer<string> {
  const [, host, documentId] = documentLink.exec(url) ?? [];
  if (host === undefined || documentId === undefined || !hosts.some((known) => same(known, host))) {
    return {
      ok: false,
      code: 'bad_document_url',
      message: `This is not the address of a document, such as https://${hosts[0] ?? 'docs.google.com'}/document/d/….`,
    };
  }
  return { ok: true, value: documentId };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
