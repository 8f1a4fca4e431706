/** The picture in a browser's tab, in the page itself, so that no browser asks for one: a sheet that has been tried (a tick in a frame). */
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b4fb3"/><path d="M8 17l6 6L24.5 10" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>';

export const favicon = `data:image/svg+xml,${encodeURIComponent(picture)}`;
