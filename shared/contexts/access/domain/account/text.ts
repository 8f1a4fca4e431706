/** What a browser that is signed in carries. */
export interface SessionKey {
  /** Of a person, or of an operator. */
  account: string;
  number: number;
  /** 32 random bytes, base64url. */
  secret: string;
}

const KEY = /^s\.((?:operator\.)?[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)\.([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{43})$/;

export function sessionText({ account, number, secret }: SessionKey): string {
  return `s.${account}.${number}.${secret}`;
}

/** Undefined for what can be none of ours. */
export function sessionIn(text: string): SessionKey | undefined {
  const [, account = '', number, secret] = KEY.exec(text) ?? [];
  return secret === undefined ? undefined : { account, number: Number(number), secret };
}
