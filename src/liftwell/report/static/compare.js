"use strict";
// The comparison: charts by phase, one cursor for all.

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const host = document.getElementById("charts");
  const plots = [];
  let shown = 0;
  themeButton(() => { for (const {plot} of plots) plot.redraw(); });
  if (!host) return;

  function moveTo(phase) {
    const index = nearestIndex(data.phases, phase);
    shown = phase;
    for (const {plot, read} of plots) {
      plot.setCursor({left: plot.valToPos(data.phases[index], "x"), top: 0}, false);
      read(index);
    }
  }

  for (const {title, unit, a, b} of data.courses) {
    const lines = [{label: "A", value: a.value, sd: a.sd}, {label: "B", value: b.value, sd: b.sd, band: false, dash: [8, 5]}];
    plots.push(chart(host, data.phases, {title, unit, lines}, [[0, 1]], moveTo, data.ticks));
  }
  keepWidths(host, plots, () => moveTo(shown));
  // uPlot places its cursor itself when it first draws.
  requestAnimationFrame(() => moveTo(shown));
})();
