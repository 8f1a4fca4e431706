import { framed, message, type Frame, type PageContent } from '#html/document.ts';
import type { Html } from '#html/markup.ts';

const frame: Omit<Frame, 'installation'> = {
  links: [
    ['/board', 'Board'],
    ['/requests/new', 'New request'],
  ],
  footer: 'Nothing reaches production before it has been tested on a backup server.',
};

/** A page as this product frames it. */
export function page({ installation, ...content }: PageContent & { installation: string }): string {
  return framed(content, { ...frame, installation });
}

/** A page that says one thing and what to do next. */
export function messagePage(installation: string, title: string, text: string, more?: Html): string {
  return page({ installation, ...message(title, text, more) });
}
