/** Of what stands around every page: header, navigation, the way back. */
export const frameStyle = `
header { flex-direction: column; align-items: stretch; gap: .25rem } .top { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; justify-content: space-between }
header a.home { font-weight: 700; color: var(--ink); text-decoration: none } header a { display: inline-block; padding: .3rem 0; min-height: 1.5rem } .who { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: center; font-size: .875rem }
header nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.1rem } header nav li.open { display: contents } header nav [aria-current] { color: var(--ink); font-weight: 700; text-decoration: none; box-shadow: inset 0 -.15rem var(--link) }
header nav ul.pages { order: 1; flex-basis: 100%; border-top: 1px solid var(--line) } .back { margin: .5rem 0 -.5rem; font-size: .875rem } .back a { display: inline-block; min-height: 1.5rem }
button.plain { min-height: 2rem; padding: .2rem 0; border: 0; background: none; color: var(--link); font-weight: 400; text-decoration: underline }
footer { font-size: .875rem } footer a { display: inline-block; min-height: 1.5rem }
`;
