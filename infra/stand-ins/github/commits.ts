import { mergeBase, type Held } from './held.ts';

export function account(login: string): { login: string; type: string } {
  return { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

/** Oldest first, from where the two parted. */
export async function commitsBetween(held: Held, base: string, head: string): Promise<object[]> {
  const from = (await mergeBase(held, base, head)) ?? base;
  const { stdout } = await held.git(['log', '--reverse', '-z', '--format=%H%n%ae%n%ce%n%B', `${from}..${head}`, '--']);
  return stdout.split('\0').flatMap((text) => {
    const [sha = '', author = '', committer = '', ...message] = text.split('\n');
    if (sha === '') return [];
    const known = (address: string): object | null => {
      const login = held.logins.get(address);
      return login === undefined ? null : account(login);
    };
    return [
      {
        sha,
        author: known(author),
        committer: known(committer),
        commit: { message: message.join('\n'), author: { email: author, name: '' }, committer: { email: committer, name: '' } },
      },
    ];
  });
}
