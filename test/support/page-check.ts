/** The tags of a page in order, each with the names of its attributes: what is left when all text and every value is taken out. */
export function skeleton(page: string): string[] {
  return tags(page).map(({ name, attributes }) => `${name} ${attributes.map(([attribute]) => attribute).join(' ')}`.trim());
}

export interface Tag {
  name: string;
  attributes: [name: string, value: string][];
}

/** Small and strict: attributes are quoted, and nothing but a tag begins with `<`. What a browser makes of a page is tried in the browser tests. */
export function tags(page: string): Tag[] {
  const found: Tag[] = [];
  const tag = /<(\/?[a-z][a-z0-9]*|!doctype)((?:\s+[a-z0-9-]+(?:="[^"]*")?)*)\s*\/?>/gi;
  for (const [, name = '', rest = ''] of page.matchAll(tag)) {
    found.push({
      name: name.toLowerCase(),
      attributes: [...rest.matchAll(/([a-z0-9-]+)(?:="([^"]*)")?/gi)].map(([, attribute = '', value = '']) => [attribute, value]),
    });
  }
  const left = page.replace(/(?<=<(style|script)>)[^]*?(?=<\/\1>)/g, '').replace(tag, '');
  if (/[<]/.test(left)) throw new Error(`something like a tag is no tag: ${left.slice(left.indexOf('<'), left.indexOf('<') + 60)}`);
  return found;
}

/** What every page of ours keeps to, for people who read with a screen reader. */
export function accessibilityFaults(page: string): string[] {
  const all = tags(page);
  const value = (tag: Tag, wanted: string): string | undefined => tag.attributes.find(([name]) => name === wanted)?.[1];
  const ids = all.flatMap((tag) => value(tag, 'id') ?? []);
  const count = (name: string): number => all.filter((tag) => tag.name === name).length;
  const labelled = new Set(all.flatMap((tag) => (tag.name === 'label' ? (value(tag, 'for') ?? []) : [])));
  const pointed = all.flatMap((tag) =>
    ['aria-labelledby', 'aria-describedby', 'for'].flatMap((name) => value(tag, name)?.split(' ') ?? []),
  );
  const headings = all.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`),
    ...(count('h1') === 1 ? [] : [`${count('h1')} first headings`]),
    ...(count('main') === 1 ? [] : [`${count('main')} main landmarks`]),
    ...headings.flatMap((level, at) => (level > (headings[at - 1] ?? 0) + 1 ? [`heading ${level} behind ${headings[at - 1] ?? 0}`] : [])),
    ...all
      .filter(
        (tag) =>
          ['input', 'select', 'textarea'].includes(tag.name) && value(tag, 'type') !== 'hidden' && !labelled.has(value(tag, 'id') ?? ''),
      )
      .map((tag) => `no label: ${value(tag, 'name')}`),
    ...pointed.filter((id) => !ids.includes(id)).map((id) => `points at nothing: ${id}`),
    ...all.filter((tag) => tag.name === 'th' && value(tag, 'scope') === undefined).map(() => 'th without scope'),
    ...all
      .filter((tag) => tag.attributes.some(([name]) => name === 'style' || name.startsWith('on')))
      .map(({ name }) => `style or handler on ${name}`),
    ...(page.includes('<html lang="en">') && page.includes('width=device-width') ? [] : ['no language or viewport']),
  ];
}
