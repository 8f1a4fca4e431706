import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';

export interface CsvText {
  /** Without a byte order mark. */
  text: string;
  /** What a spreadsheet program made of our UTF-8 when it saved the file; undefined when it kept it. */
  savedAs: 'UTF-16' | 'Windows-1252' | undefined;
}

/** Spreadsheet programs take a file without it for their own machine's encoding, and break every accent. */
export const byteOrderMark = '\ufeff';

/**
 * The file's text, whichever of the usual encodings a spreadsheet program saved it in. Throws SheetUnreadable for what is no text, and for
 * bytes that are partly UTF-8 and partly not: whoever guesses there spoils somebody's words.
 */
export function decodeCsv(content: Buffer, path: string): CsvText {
  const refuse = (why: string): never => {
    throw new SheetUnreadable(`${path} ${why}. It was left as it is.`);
  };
  const wide = wideEncoding(content);
  const decoded: CsvText =
    wide === undefined ? decodeNarrow(content, refuse) : { text: decodeAs(wide, content, refuse), savedAs: 'UTF-16' };
  if (decoded.text.includes('\0')) refuse('is no text: save it as CSV UTF-8');
  return decoded;
}

function wideEncoding(content: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  return content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : undefined;
}

function decodeAs(encoding: string, content: Buffer, refuse: (why: string) => never): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return refuse(`is not well-formed ${encoding.toUpperCase()}: save it as CSV UTF-8`);
  }
}

function decodeNarrow(content: Buffer, refuse: (why: string) => never): CsvText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content), savedAs: undefined };
  } catch {
    // In a text that is all Windows-1252 two letters with accents hardly ever look like one of UTF-8.
    if (/[^\p{ASCII}\ufffd]/u.test(new TextDecoder('utf-8').decode(content)))
      refuse('is partly UTF-8 and partly not: save it as CSV UTF-8');
    return { text: new TextDecoder('windows-1252').decode(content), savedAs: 'Windows-1252' };
  }
}
