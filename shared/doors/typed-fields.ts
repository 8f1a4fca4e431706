/** The fields of a small form's urlencoded body, the first of each name; line ends as programs have them. Empty for what is no UTF-8. */
export function readTypedFields(body: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(decode(body))) if (!fields.has(name)) fields.set(name, value.replaceAll('\r\n', '\n'));
  return fields;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return '';
  }
}
