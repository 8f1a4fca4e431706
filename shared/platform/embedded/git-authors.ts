import type { AuthorEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import type { Git } from './run-git.ts';

/**
 * G11. Whom the commits that the change brings name, by their addresses: a plain git repository knows nobody's login, nor who opened it.
 */
export async function readAuthors(git: Git, base: string, head: string): Promise<AuthorEvidence> {
  const format = '--format=%ae%n%ce%n%(trailers:key=Co-authored-by,valueonly)';
  const { stdout } = await git(['log', format, `${base}..${head}`, '--']);
  const addresses = stdout
    .split('\n')
    .flatMap((line) => /<([^<>\s]{3,254})>\s*$/.exec(line)?.[1] ?? (/^[^<>\s]+@[^<>\s]+$/.test(line) ? line : []));
  return { state: 'read', logins: [], addresses: [...new Set(addresses.map((address) => address.toLowerCase()))].toSorted() };
}
