import { html, type Html } from '#html/markup.ts';

interface NavigationLink {
  path: string;
  label: string;
  /** This page, or one that lies under it. */
  isHere: boolean;
}

/** Pages about one thing. */
export interface NavigationGroup {
  label: string;
  links: readonly [NavigationLink, ...NavigationLink[]];
}

/** The groups, each leading to its first page; under them the pages of the group in which the reader is. */
export function navigation(groups: readonly NavigationGroup[]): Html | undefined {
  if (groups.length === 0) return undefined;
  const here = groups.find(({ links }) => links.some(({ isHere }) => isHere));
  return html`<nav aria-label="Pages"><ul class="groups">${groups.map((group) => groupItem(group, group === here))}</ul></nav>`;
}

function groupItem({ label, links }: NavigationGroup, isHere: boolean): Html {
  const [first, ...more] = links;
  if (more.length === 0) return html`<li>${pageLink({ ...first, label })}</li>`;
  if (!isHere) return html`<li><a href="${first.path}">${label}</a></li>`;
  return html`<li class="open"><a href="${first.path}" aria-current="true">${label}</a>
<ul class="pages">${links.map((link) => html`<li>${pageLink(link)}</li>`)}</ul></li>`;
}

function pageLink({ path, label, isHere }: NavigationLink): Html {
  return html`<a href="${path}"${isHere && html` aria-current="page"`}>${label}</a>`;
}

/** Who is signed in, and how that ends; or where it begins. */
export function whoIsHere({
  reader,
  signInPath,
}: {
  reader?: { name: string; accountPath?: string };
  signInPath?: string;
}): Html | undefined {
  if (reader === undefined) return signInPath === undefined ? undefined : html`<a href="${signInPath}">Sign in</a>`;
  const name = reader.accountPath === undefined ? reader.name : html`<a href="${reader.accountPath}">${reader.name}</a>`;
  return html`<form class="who" method="post" action="/sign-out"><span>Signed in as <strong>${name}</strong></span> <button class="plain">Sign out</button></form>`;
}
