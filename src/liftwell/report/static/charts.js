"use strict";
// Charts over time or phase with uPlot: a line with its error as a pale band, shaded reps, one cursor for all.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// One chart: {title, unit, height, lines: [{label, value, sd, ink}], mark}. Times are the same for all charts.
function chart(host, time, spec, shading, onSeek, ticks) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const title = document.createElement("strong");
  title.textContent = spec.title;
  caption.append(title);
  const keys = spec.lines.map((line, index) => {
    const key = document.createElement("span");
    key.className = "key" + (index ? " c" + (index + 1) : "");
    caption.append(key);
    return key;
  });
  const box = document.createElement("div");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", spec.title + " over " + (ticks ? "the rep" : "time"));
  figure.append(caption, box);
  host.append(figure);

  const data = [time], series = [{}], bands = [];
  spec.lines.forEach((line, index) => {
    const ink = "--c" + (index + 1), at = data.length;
    data.push(line.value);
    series.push({stroke: () => colour(ink), width: 2, points: {show: false}, spanGaps: false, dash: line.dash});
    if (line.sd && line.band !== false) {
      data.push(line.value.map((v, i) => (v === null || line.sd[i] === null ? null : v + line.sd[i])));
      data.push(line.value.map((v, i) => (v === null || line.sd[i] === null ? null : v - line.sd[i])));
      series.push({width: 0, points: {show: false}}, {width: 0, points: {show: false}});
      bands.push({series: [at + 1, at + 2], fill: () => colour(index ? "--grid" : "--band")});
    }
  });

  const axis = {
    stroke: () => colour("--soft"), font: "12px system-ui, sans-serif",
    grid: {stroke: () => colour("--grid"), width: 1}, ticks: {show: false},
  };
  const plot = new uPlot({
    width: Math.max(240, host.clientWidth), height: spec.height || 150, legend: {show: false}, series, bands,
    cursor: {x: true, y: false, points: {show: false}, drag: {x: false, y: false}, bind: silentMouse(), focus: {prox: -1}},
    select: {show: false}, padding: [6, 24, 0, 0],
    scales: {x: {time: false}, y: {range: (_, low, high) => roomy(low, high, spec.mark)}},
    axes: [
      {...axis, size: 24, gap: 2, values: ticks ? (_, at) => at.map((v) => ticks[String(v)] ?? "") : (_, at) => at.map((v) => v + " s"),
        splits: ticks ? () => Object.keys(ticks).map(Number) : undefined},
      {...axis, size: 72, gap: 4, values: (_, at) => at.map((v) => (Number.isInteger(v) ? v : v.toFixed(1)) + spec.unit)},
    ],
    hooks: {drawClear: [(u) => shade(u, shading)], draw: [(u) => markLine(u, spec.mark)]},
  }, data, box);

  seekByPointer(plot, onSeek);
  const read = (index) => spec.lines.forEach((line, k) => {
    const value = index === null ? null : line.value[index], sd = index === null || !line.sd ? null : line.sd[index];
    keys[k].textContent = line.label + (value === null ? "" : ": " + tell(value, sd, spec.unit));
  });
  read(null);
  return {plot, read};
}

// uPlot follows the mouse by itself; here only the film's time moves the cursor.
function silentMouse() {
  const quiet = () => null;
  return {mousedown: quiet, mouseup: quiet, click: quiet, dblclick: quiet, mousemove: quiet, mouseleave: quiet, mouseenter: quiet};
}

function seekByPointer(plot, onSeek) {
  let pressed = false;
  const seek = (event) => {
    const box = plot.over.getBoundingClientRect();
    onSeek(plot.posToVal(Math.min(box.width, Math.max(0, event.clientX - box.left)), "x"));
  };
  plot.over.addEventListener("pointerdown", (event) => {
    pressed = true;
    plot.over.setPointerCapture(event.pointerId);
    seek(event);
  });
  plot.over.addEventListener("pointermove", (event) => pressed && seek(event));
  for (const end of ["pointerup", "pointercancel"]) plot.over.addEventListener(end, () => { pressed = false; });
}

function roomy(low, high, mark) {
  if (low === null || high === null) return [0, 1];
  if (mark !== undefined) high = Math.max(high, mark * 1.15);
  const room = Math.max(1e-6, 0.06 * (high - low));
  return [Math.min(0, low) - room, high + room];  // the lowest label clears those of the time below it
}

function shade(u, spans) {
  const {ctx, bbox} = u;
  ctx.save();
  ctx.fillStyle = colour("--grid");
  for (const [from, to] of spans) {
    const left = Math.max(bbox.left, u.valToPos(from, "x", true)), right = Math.min(bbox.left + bbox.width, u.valToPos(to, "x", true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

function markLine(u, mark) {
  if (mark === undefined) return;
  const {ctx, bbox} = u, y = u.valToPos(mark, "y", true);
  ctx.save();
  ctx.strokeStyle = colour("--watch");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

// As in Python: so many digits that one of the error shows, and never a minus nought.
function tell(value, sd, unit) {
  const least = unit.includes("m/s") ? 2 : 0;
  const digits = sd ? Math.min(4, Math.max(least, -Math.floor(Math.log10(Number(sd.toExponential(0)))))) : least;
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1") + (!sd ? "" : " ± " + sd.toFixed(digits)) + unit;
}

// Index of the sample at or before a moment; -1 before the first.
function indexAt(times, moment) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= moment) low = middle + 1; else high = middle;
  }
  return low - 1;
}

function nearestIndex(times, moment) {
  const before = indexAt(times, moment), after = Math.min(times.length - 1, before + 1);
  if (before < 0) return times.length ? 0 : null;
  return moment - times[before] <= times[after] - moment ? before : after;
}

// Light or dark: as the system says until the button is pressed. `changed` draws again what CSS does not reach.
function themeButton(changed) {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  if (document.body.dataset.app !== undefined) { addEventListener("theme", changed); return; }  // the app has its own
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });
  dark.addEventListener("change", changed);
}

// Charts as wide as their host; `moved` puts the cursors back in their place afterwards.
function keepWidths(host, charts, moved) {
  new ResizeObserver(() => {
    const width = Math.max(240, host.clientWidth);
    for (const {plot} of charts) if (plot.width !== width) plot.setSize({width, height: plot.height});
    requestAnimationFrame(moved);
  }).observe(host);
}
