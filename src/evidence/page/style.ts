/** The page's only style sheet. Its digest stands in the page's own policy, so that no other style can act there. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --ink: #1c1e22; --soft: #595f69; --rule: #dcd9d2; --raised: #f5f2ec;
  --good: #17633a; --bad: #a8221a; --open: #7f5200; --unknown: #6a3aa2; --link: #0b5394; --mark-text: #fff;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --serif: "Iowan Old Style", Charter, "Source Serif 4", Cambria, Georgia, "Liberation Serif", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --ink: #e9e6df; --soft: #a7adb8; --rule: #363a42; --raised: #1f2228;
    --good: #74cc97; --bad: #ff9289; --open: #e8b962; --unknown: #c6a5f2; --link: #8dbcf7; --mark-text: #16181c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 5rem; max-width: 62rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--sans);
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { margin: .25rem 0 .4rem; font-size: clamp(1.7rem, 1.2rem + 2vw, 2.5rem); letter-spacing: -.01em; }
h2 { margin: 3.25rem 0 1rem; padding-top: .9rem; border-top: 1px solid var(--rule); font-size: 1.5rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
p { margin: .5rem 0; max-width: 44rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: .875em/1.55 var(--mono); }
code { overflow-wrap: anywhere; }
pre { margin: .75rem 0; padding: 1rem 1.1rem; background: var(--raised); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
ul { margin: .5rem 0; padding-left: 1.2rem; }
.kind { margin: 0; color: var(--soft); font-size: .8rem; font-weight: 600; letter-spacing: .09em; text-transform: uppercase; }
.name, .note, .asks { color: var(--soft); }
.name { margin: 0 0 1.75rem; }
.note { font-size: .9rem; }
.who { font-weight: 600; }
time { white-space: nowrap; }

.is-compliant, .is-done, .is-approved, .is-passed, .is-success { --tone: var(--good); }
.is-violated, .is-blocked, .is-objected, .is-failed, .is-failure, .is-error { --tone: var(--bad); }
.is-incomplete, .is-waiting, .is-pending, .is-warning { --tone: var(--open); }
.is-unknown { --tone: var(--unknown); }
.is-not-required, .is-info, .is-made, .is-shut-out, .is-skipped, .is-neutral, .is-inactive { --tone: var(--soft); }
.is-merged { --tone: var(--ink); }

.verdict { padding: 1.1rem 1.4rem 1.2rem; border-left: 6px solid var(--tone); border-radius: 2px 8px 8px 2px; background: var(--raised); }
.verdict p { margin: .2rem 0; }
.verdict .word { color: var(--tone); font: 600 1.9rem/1.2 var(--serif); }

.steps { list-style: none; margin: 0; padding: 0; }
.step { padding: 1rem 0 1.1rem; border-bottom: 1px solid var(--rule); }
.step:last-child { border-bottom: 0; }
.step h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .7rem; margin: 0; }
.number { min-width: 1.1rem; color: var(--soft); }
.status { margin-left: auto; color: var(--tone); font: 600 .95rem/1.4 var(--sans); }
.step > :not(h3) { margin-left: 1.8rem; }
.asks { font-size: .92rem; }
.asks b { color: var(--ink); }
.done { padding: 0; list-style: none; }
.done li { margin: .3rem 0; max-width: 46rem; }
.counts { --tone: var(--good); } .counts-not { --tone: var(--soft); }
.done .mark { display: inline-block; width: 1.1rem; color: var(--tone); font-weight: 700; }
.why { display: block; padding-left: 1.35rem; color: var(--soft); font-size: .92rem; }
.why b { color: var(--tone); }
.findings { padding: 0; list-style: none; }
.findings li { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid var(--tone); max-width: 46rem; }
.findings li > b { color: var(--tone); }
.findings code { color: var(--soft); }
td > [class^="is-"] { color: var(--tone); }

dl { margin: .5rem 0 1rem; }
dl div { display: grid; grid-template-columns: minmax(8.5rem, 22%) 1fr; gap: .25rem 1.25rem; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
dl div:last-child { border-bottom: 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
.scroll { overflow-x: auto; margin: 1.25rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { padding-bottom: .4rem; text-align: left; font: 600 1.05rem/1.3 var(--serif); }
th, td { padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }

.timeline { display: block; max-width: none; font: 13px var(--sans); }
.timeline .lane { fill: var(--ink); }
.timeline .rule { stroke: var(--rule); stroke-width: 1; }
.timeline .way { fill: none; stroke: var(--soft); stroke-width: 1.5; opacity: .55; }
.timeline line.day { stroke: var(--rule); stroke-dasharray: 2 3; }
.timeline text.day { fill: var(--soft); font-size: 12px; }
.timeline g { fill: var(--tone); stroke: var(--paper); stroke-width: 2; }
.timeline .is-shut-out { fill: var(--paper); stroke: var(--tone); stroke-dasharray: 4 2; }
.timeline g text { fill: var(--mark-text); stroke: none; font-size: 12px; font-weight: 600; }
.timeline .is-shut-out text { fill: var(--tone); }

@media screen and (max-width: 36rem) {
  body { padding: 1.75rem 1.1rem 3rem; }
  .step > :not(h3) { margin-left: 0; }
  dl div { grid-template-columns: 1fr; gap: 0; }
  .status { margin-left: 0; width: 100%; }
  table { min-width: 40rem; }
}
@page { margin: 17mm 16mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #f6f4f0; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; line-height: 1.45; }
  h1 { font-size: 20pt; } h2 { margin-top: 18pt; font-size: 14pt; } h3 { font-size: 11.5pt; }
  h2, h3, caption { break-after: avoid; }
  .verdict, .step, tr, dl div, .findings li, .timeline { break-inside: avoid; }
  .verdict, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .timeline, .timeline * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; }
  .timeline { width: 100%; height: auto; }
  thead { display: table-header-group; }
  a { color: inherit; }
}
`;
