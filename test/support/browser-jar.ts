interface Seen {
  status: number;
  text: string;
  to: string | null;
  headers: Headers;
}

/** A browser as far as one cookie goes: it follows nothing by itself, and carries what it was given. */
export interface Jar {
  cookie(): string | undefined;
  get(where: string, method?: 'GET' | 'HEAD'): Promise<Seen>;
  post(where: string, fields?: Record<string, string>): Promise<Seen>;
}

export function createJar(url: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'): Jar {
  let cookie: string | undefined;
  async function send(where: string, init: RequestInit): Promise<Seen> {
    const headers = { accept: 'text/html', 'user-agent': userAgent, ...(cookie === undefined ? {} : { cookie }) };
    const answer = await fetch(new URL(where, url), { ...init, headers: { ...headers, ...init.headers }, redirect: 'manual' });
    const set = answer.headers.get('set-cookie')?.split(';')[0];
    if (set !== undefined) cookie = set === '__session=' ? undefined : set;
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location'), headers: answer.headers };
  }
  return {
    cookie: () => cookie,
    get: (where, method = 'GET') => send(where, { method }),
    post: (where, fields = {}) =>
      send(where, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: url, 'sec-fetch-site': 'same-origin' } }),
  };
}
