/** What a browser that is signed in carries. */
export interface SessionKey {
  /** Person id. */
  person: string;
  number: number;
  /** 32 random bytes, base64url. */
  secret: string;
}

const KEY = /^s\.([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)\.([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{43})$/;

export function sessionText({ person, number, secret }: SessionKey): string {
  return `s.${person}.${number}.${secret}`;
}

/** Undefined for what can be none of ours. */
export function sessionIn(text: string): SessionKey | undefined {
  const [, person = '', number, secret] = KEY.exec(text) ?? [];
  return secret === undefined ? undefined : { person, number: Number(number), secret };
}
