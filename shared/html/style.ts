import { askingStyle } from '#html/style/asking.ts';
import { drawnStyle } from '#html/style/drawn.ts';
import { frameStyle } from '#html/style/frame.ts';
import { dark, declared, light } from '#html/style/palette.ts';

/**
 * The one stylesheet of every page, inlined: a page loads nothing. Its hash is the only style that the pages' policy allows,
 * so no element has a style of its own. Whoever prints a page gets it light and whole.
 */
export const stylesheet = `
:root { ${declared(light)}; color-scheme: light }
@media screen and (prefers-color-scheme: dark) { :root { ${declared(dark)}; color-scheme: dark } }
*, *::before, *::after { box-sizing: border-box } [hidden] { display: none !important } :target { scroll-margin-top: 5rem }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100% }
body { margin: 0; overflow-wrap: anywhere }
a { color: var(--link) } a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -9999px } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1 }
header, footer { max-width: 60rem; margin: 0 auto; padding: .75rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; color: var(--quiet) }
${frameStyle.trim()}
main { max-width: 60rem; margin: 0 auto; padding: 0 1rem 2rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .75rem 0 } h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem } h3 { font-size: 1.05rem; line-height: 1.35; margin: 1rem 0 .25rem } h4 { font-size: 1rem; margin: .75rem 0 .25rem }
p, ul, ol, dl, table, blockquote { margin: 0 0 .75rem } ul, ol { padding-left: 1.3rem }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem }
.card > :last-child, .card section > :last-child { margin-bottom: 0 }
.lead { font-size: 1.1rem } .quiet { color: var(--quiet) } .small { font-size: .875rem } .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em }
.tag { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .875rem; font-weight: 600; background: var(--ground); color: var(--quiet); white-space: normal }
.tag.good { color: var(--good); background: var(--goodback) } .tag.bad { color: var(--bad); background: var(--badback) } .tag.wait { color: var(--wait); background: var(--waitback) }
.note { border-left: .3rem solid var(--line); padding: .5rem .75rem; background: var(--ground); margin: 0 0 .75rem } .note > :last-child { margin-bottom: 0 }
.note.bad { border-color: var(--bad); background: var(--badback) } .note.good { border-color: var(--good); background: var(--goodback) } .note.wait { border-color: var(--wait); background: var(--waitback) }
blockquote, .said { border-left: .25rem solid var(--line); margin-left: 0; padding: .1rem .75rem; white-space: pre-wrap }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem 1rem } dt { color: var(--quiet) } dd { margin: 0; min-width: 0 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-top: 1px solid var(--line) } th, td { overflow-wrap: break-word } td pre, td.any { overflow-wrap: anywhere } thead th { border-top: 0; color: var(--quiet); font-size: .875rem; font-weight: 600 } caption { text-align: left; font-weight: 600; padding: 0 0 .25rem }
table.compare { table-layout: fixed } .compare th:last-child { width: 7.4rem } .compare td:last-child { font-size: .875rem } tr.off { background: var(--badback) }
div.log { white-space: pre-wrap; font-size: .875rem; max-width: 100% } div.log a { display: inline-block; min-width: 4.5rem; text-align: right; padding-right: .75rem; text-decoration: none; color: var(--quiet); user-select: none } div.log summary { padding: 0 } div.log :target { background: var(--waitback) }
.a1 { color: var(--bad) } .a2 { color: var(--good) } .a3 { color: var(--wait) } .a4, .a6 { color: var(--link) } .a5 { color: var(--wait); font-style: italic } .a7 { color: var(--quiet) } .ab { font-weight: 700 }
pre { white-space: pre-wrap; margin: 0; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem }
ol.jobs { list-style: none; padding: 0 } ol.jobs > li + li { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem }
ul.rows { list-style: none; padding: 0 } ul.rows > li { border-top: 1px solid var(--line); padding: .6rem 0 } ul.rows > li:first-child { border-top: 0 } ul.rows p { margin: 0 }
ul.facts { list-style: none; padding: 0 } ul.facts li { padding-left: 1.6rem; text-indent: -1.6rem; margin-bottom: .25rem }
.mark { display: inline-block; width: 1.6rem; text-indent: 0; font-weight: 700 } .mark.good { color: var(--good) } .mark.bad { color: var(--bad) } .mark.wait { color: var(--wait) }
ol.timeline { list-style: none; padding: 0 } ol.timeline > li { border-left: .2rem solid var(--line); padding: 0 0 .75rem .75rem } ol.timeline p { margin: 0 }
details > summary { cursor: pointer; padding: .5rem 0; font-weight: 600; color: var(--link) }
form.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end } form.filter .field { margin: 0 }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .75rem 1rem; min-width: 0; background: var(--paper) } legend { font-weight: 700; padding: 0 .35rem }
fieldset fieldset { border: 0; border-radius: 0; padding: 0; margin-bottom: .9rem } fieldset fieldset legend { padding: 0; font-weight: 600 }
.field { margin: 0 0 .9rem } .field > label { display: block; font-weight: 600 } .hint { display: block; color: var(--quiet); font-size: .875rem; font-weight: 400 }
.problem { display: block; color: var(--bad); font-weight: 600; font-size: .9375rem } .problem::before { content: "⚠ " }
input, select, textarea, button { font: inherit; color: inherit; max-width: 100% }
input:not([type=checkbox], [type=radio]), select, textarea { width: 100%; padding: .55rem .65rem; border: 1px solid var(--edge); border-radius: .3rem; background: var(--paper); min-height: 2.75rem }
textarea { min-height: 6rem; resize: vertical } textarea.mono { white-space: pre; overflow-x: auto } [aria-invalid=true] { border: 2px solid var(--bad) !important }
input[type=checkbox], input[type=radio] { width: 1.5rem; height: 1.5rem; flex: none; vertical-align: middle } .check { display: flex; gap: .6rem; align-items: flex-start; padding: .3rem 0 } .check input { margin: .1rem 0 0 } .check label { font-weight: 400 }
fieldset.choice { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.25rem, 1fr)); gap: .4rem } fieldset.choice > label.check { border: 1px solid var(--edge); border-radius: .4rem; padding: .55rem .65rem; min-height: 2.75rem; cursor: pointer } fieldset.choice > label.check:has(:checked) { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link) }
input.code { font-size: 1.5rem; letter-spacing: .25em; max-width: 12rem; font-variant-numeric: tabular-nums }
button, a.button { display: inline-block; min-height: 2.75rem; padding: .6rem 1.3rem; border: 2px solid var(--link); border-radius: .4rem; background: var(--link); color: var(--paper); font-weight: 600; cursor: pointer; text-decoration: none }
button.quiet, a.button.quiet { background: var(--paper); color: var(--link) } button.danger { background: var(--bad); border-color: var(--bad) } button:hover, a.button:hover { filter: brightness(.92) }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
${askingStyle.trim()}
${drawnStyle.trim()}
@media (min-width: 44rem) { .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.25rem } .wide { grid-column: 1 / -1 } .card { padding: 1.25rem 1.5rem } }
@media (max-width: 30rem) { dl { grid-template-columns: 6.5rem 1fr; gap: .2rem .75rem } th, td { padding: .35rem .25rem; font-size: .875rem } td { overflow-wrap: anywhere } td .tag { overflow-wrap: normal } .buttons button, .buttons a.button { flex: 1 1 100%; text-align: center } h1 { font-size: 1.3rem } }
@media (max-width: 22rem) { th { overflow-wrap: anywhere } dl { grid-template-columns: 1fr } dd { margin: 0 0 .35rem } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important } }
@media print { html { background: none; font-size: 10pt } header nav, .skip, .buttons, form.filter, .unprinted, button { display: none } main, header, footer { max-width: none; padding: 0 } .card { border: 0; border-radius: 0; padding: 0 } a { color: inherit } tr, figure, ul.rows > li, ol.timeline > li { break-inside: avoid } h2, h3 { break-after: avoid } thead { display: table-header-group } details::details-content { content-visibility: visible; height: auto } .scroll { overflow: visible } }
`;
