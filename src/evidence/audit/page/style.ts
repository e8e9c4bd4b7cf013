/** What the page of an audit has besides the page of evidence. */
export const auditStyle = `
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); margin: 1.25rem 0 0; padding: 0; list-style: none; border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
.numbers li { padding: .8rem 1rem .9rem; box-shadow: 0 0 0 .5px var(--rule); }
.numbers b { color: var(--tone); font: 600 1.6rem/1.2 var(--serif); }
.numbers i { color: var(--soft); font-style: normal; font-size: .9rem; }
.numbers span { display: block; color: var(--soft); font-size: .88rem; line-height: 1.35; }
.numbers .is-info { --tone: var(--ink); }
.tag { display: inline-block; padding: 0 .4rem; border: 1px solid var(--rule); border-radius: 3px; color: var(--soft); font-size: .78rem; white-space: nowrap; }
.title { overflow-wrap: anywhere; }
td:has(> .title) { min-width: 12rem; }
td:has(> .plain) { min-width: 17rem; }
ul.plain { margin: 0; padding: 0; list-style: none; }
ul.plain li + li { margin-top: .25rem; }
td > b[class^="is-"] { color: var(--tone); }
td:has(> svg.bar) { width: 160px; }
.bar rect { fill: var(--bad); }
.patterns { position: absolute; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .88rem; color: var(--soft); }
.legend span { display: inline-flex; align-items: center; gap: .4rem; }
.chart { display: block; max-width: none; font: 13px var(--sans); }
.chart .title { fill: var(--ink); font-weight: 600; }
.chart .lane { fill: var(--ink); }
.chart .label { fill: var(--soft); font-size: 12px; }
.chart .rule { stroke: var(--rule); stroke-width: 1; }
.of-violated { fill: var(--bad); }
.of-pushed { fill: url(#stripes); stroke: var(--bad); stroke-width: 1; }
.of-unknown { fill: none; stroke: var(--unknown); stroke-width: 1.5; stroke-dasharray: 3 2; }
.of-compliant { fill: var(--good); }
.ground { fill: var(--paper); } .stripe { fill: var(--bad); }
.median { fill: var(--link); }
.within { stroke: var(--link); stroke-width: 2; }
td > [class^="is-"] { white-space: nowrap; }
summary { cursor: pointer; color: var(--link); }
@media screen and (max-width: 36rem) {
  .numbers { grid-template-columns: 1fr 1fr; }
}
@media print {
  .numbers, .numbers li, .bar, .chart, .chart *, .legend * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .numbers, .chart { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  summary { display: none; }
  .numbers { grid-template-columns: repeat(3, 1fr); }
  .chart { width: 100%; height: auto; }
  table { font-size: 8.5pt; }
  th, td { padding-right: .5rem; }
  td { overflow-wrap: anywhere; }
  td time, td > [class^="is-"] { white-space: normal; }
  td:has(> time) { min-width: 5.5rem; }
  td:has(> .title) { min-width: 8rem; }
  td:has(> .plain) { min-width: 12rem; }
}
`;
