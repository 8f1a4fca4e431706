import { clip, maskAddresses, oneLine, plural } from '#html/text.ts';

/** Lines of one digest in a chat; the rest is counted. */
const SHOWN = 30;

/** N6. One line for one event; a digest says how many, and each in a line of its own. */
export function chatText(lines: readonly string[], boardUrl: string): string {
  if (lines.length === 1) return `${lines.join('')}\n${boardUrl}`;
  const more = lines.length - SHOWN;
  const shown = lines.slice(0, SHOWN).map((line) => `• ${line}`);
  return [
    `${plural(lines.length, 'message')}, collected so that this channel is not flooded:`,
    ...shown,
    ...(more > 0 ? [`… and ${more} more`] : []),
    boardUrl,
  ].join('\n');
}

/** A line that may stand in a chat: no mention, no link with another text, no markup: `<`, `&` and `@` mean something to chats. */
export function chatLine(text: string): string {
  const safe = maskAddresses(oneLine(text)).replace(/[<>&]/g, (character) => ({ '<': '‹', '>': '›' })[character] ?? '＆');
  return clip(safe.replaceAll('@', '@\u200b').replace(/[*`~]/g, ''), 400);
}
