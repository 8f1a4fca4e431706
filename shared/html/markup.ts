/** Markup that may be sent as it is. Only `html` and `raw` make it. */
export interface Html {
  readonly markup: string;
  readonly [made]: true;
}

const made = Symbol('html');

/** What may stand between the quotes of a template: text is escaped, nothing is left out but `undefined` and `false`. */
export type Piece = Html | string | number | false | undefined | readonly Piece[];

/**
 * Markup with everything put in escaped, between tags and inside quoted attributes alike (X2). Attributes are always quoted;
 * addresses from outside go through `safeUrl`; nothing is ever put into a script or a style.
 */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return raw(strings.map((text, index) => (index === 0 ? text : markupOf(pieces[index - 1]) + text)).join(''));
}

/** For our own constants only. */
export function raw(markup: string): Html {
  return { markup, [made]: true };
}

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return String(piece);
  return isHtml(piece) ? piece.markup : piece.map(markupOf).join('');
}

function isHtml(piece: Html | readonly Piece[]): piece is Html {
  return made in piece;
}

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

export function escapeText(text: string): string {
  return withoutTricks(text).replace(/[&<>"'`]/g, (character) => names[character] ?? character);
}

/** Characters that cannot be printed, and those that turn the writing direction of what follows, become a visible mark. */
export function withoutTricks(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The address, if it leads to the web or into this house; otherwise nowhere. */
export function safeUrl(url: string): string {
  return /^(?:https?:\/\/[^\s]+|\/(?![/\\])[^\s]*|#[^\s]*)$/i.test(url) ? url : '#';
}
