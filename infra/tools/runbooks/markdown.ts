/** The Markdown that our guide is written in, as markup: headings, paragraphs, lists, code, strong words and links. Links into the guide become their words. */
export function markupOf(markdown: string): string {
  const blocks = markdown
    .trim()
    .split(/(```[a-z]*\n[\s\S]*?```|\n{2,})/)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  return blocks.map(blockOf).join('\n');
}

function blockOf(block: string): string {
  const [, code] = /^```[a-z]*\n([\s\S]*?)\n?```$/.exec(block) ?? [];
  if (code !== undefined) return `<pre>${escaped(code)}</pre>`;
  const lines = block.split('\n');
  const marker = /^(?:\d+\.|-) /.exec(lines[0] ?? '')?.[0];
  if (marker === undefined) return `<p>${inline(lines.join(' '))}</p>`;
  const tag = marker === '- ' ? 'ul' : 'ol';
  return `<${tag}>${items(lines)
    .map((item) => `<li>${inline(item)}</li>`)
    .join('')}</${tag}>`;
}

/** A line that is indented goes on with the item before it. */
function items(lines: readonly string[]): string[] {
  const all: string[] = [];
  for (const line of lines)
    if (/^(?:\d+\.|-) /.test(line)) all.push(line.replace(/^(?:\d+\.|-) /, ''));
    else all.push(`${all.pop() ?? ''} ${line.trim()}`);
  return all;
}

function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escaped(part.slice(1, -1))}</code>` : words(part)))
    .join('');
}

function words(text: string): string {
  return escaped(text)
    .replace(/\[([^\]]+)\]\((https:\/\/[^)\s]+)\)/g, '<a href="$2" rel="noreferrer">$1</a>')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/(^|[\s(])(https:\/\/[^\s<)]+)/g, '$1<a href="$2" rel="noreferrer">$2</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
