/**
 * The token of programs that send it bare: `Authorization: <token>`. No token of ours begins with `Bearer `, so both forms are taken. Undefined:
 * there is none; what cannot be one is empty, which nobody has.
 */
export function bareToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.trim() === '') return undefined;
  return /^(?:Bearer +)?([\x21-\x7e]{1,500})$/i.exec(authorization.trim())?.[1] ?? '';
}
