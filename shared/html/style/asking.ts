/** Of forms that ask for something beside what a page shows, and of the ways through a long list. */
export const askingStyle = `
.asks { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: flex-start } .asks > form, .asks > details { margin: 0 } .asks > details[open] { flex-basis: 100% }
details.ask > summary { display: inline-block; min-height: 2.75rem; padding: .6rem 1.1rem; border: 2px solid var(--link); border-radius: .4rem } details.ask[open] > summary { margin-bottom: .75rem } details.ask > form { max-width: 34rem }
button:disabled { background: var(--ground); border-color: var(--edge); color: var(--quiet); cursor: not-allowed } input.short { max-width: 10rem }
.pager { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0 0 1rem } .pager a { display: inline-block; min-height: 1.5rem; padding: .3rem 0 }
`;
