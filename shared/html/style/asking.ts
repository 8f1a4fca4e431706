/** Of forms that ask for something beside what a page shows, of the ways through a long list, and of tables that fold on a narrow screen. */
export const askingStyle = `
.asks { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: flex-start } .asks > form, .asks > details { margin: 0 } .asks > details[open] { flex-basis: 100% }
details.ask > summary { display: inline-block; min-height: 2.75rem; padding: .6rem 1.1rem; border: 2px solid var(--link); border-radius: .4rem } details.ask[open] > summary { margin-bottom: .75rem } details.ask > form { max-width: 34rem }
button:disabled { background: var(--ground); border-color: var(--edge); color: var(--quiet); cursor: not-allowed } input.short { max-width: 10rem }
.pager { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0 0 1rem } .pager a { display: inline-block; min-height: 1.5rem; padding: .3rem 0 }
table.fold th[scope=row] { font-weight: 600 }
@media (max-width: 40rem) { table.fold thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) } table.fold, table.fold caption, table.fold tbody, table.fold tr, table.fold th, table.fold td { display: block; border: 0; padding: 0 } table.fold tr { border-top: 1px solid var(--line); padding: .5rem 0 } table.fold td:not(:empty) { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; padding: .1rem 0 } table.fold td:empty { display: none } table.fold td::before { content: attr(data-label); color: var(--quiet) } }
`;
