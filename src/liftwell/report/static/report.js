"use strict";
// The report: film, lines over it and charts share one clock.

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const video = $("video"), canvas = $("lines"), slider = $("time");
  const STEP_S = data.step;
  const NAMES = {
    low_back: "Low back", upper_back: "Upper back", hip: "Hip", knee: "Knee", trunk: "Lean", bar_height: "Bar",
    bar_speed: "Bar speed", moment: "Moment",
  };
  const CHARTS = [
    {title: "Rounding", unit: "°", lines: ["low_back", "upper_back"], mark: true, height: 170},
    {title: "Moment at the low back", unit: " N·m", lines: ["moment"], height: 140},
    {title: "Folding", unit: "°", lines: ["hip", "knee", "trunk"], bandless: true},
    {title: "Bar over its lowest place", unit: " cm", lines: ["bar_height"], height: 120},
    {title: "Speed of the bar", unit: " m/s", lines: ["bar_speed"], height: 120},
  ];
  let now = 0, plots = [];

  const redraw = () => { for (const {plot} of plots) plot.redraw(); if (canvas) draw(); };
  themeButton(redraw);
  if (!canvas) return;

  function setTime(moment, fromVideo) {
    now = Math.min(data.duration, Math.max(0, moment));
    slider.value = now;
    $("clock").textContent = now.toFixed(2) + " s";
    if (video && !fromVideo) video.currentTime = now;
    moveCursors();
    draw();
    $("now").textContent = phase();
    dispatchEvent(new CustomEvent("moment", {detail: now}));
  }

  function moveCursors() {
    if (!plots.length) return;
    const index = nearestIndex(data.charts.time, now);
    const seen = index !== null && Math.abs(data.charts.time[index] - now) < 0.3;
    for (const {plot, read} of plots) {
      plot.setCursor({left: plot.valToPos(now, "x"), top: 0}, false);
      read(seen ? index : null);
    }
  }

  function phase() {
    const rep = data.reps.filter((r) => r.start <= now + 1e-3).pop();
    if (!rep) return "Before the first rep";
    const where = now < rep.liftoff ? "before the pull" : now < rep.lockout ? "on the way up" : now <= rep.end ? "top and way down" : "rest";
    return "Rep " + rep.index + " · " + where;
  }

  // --- charts ---
  if (data.charts) {
    const {time, columns, mark} = data.charts, spans = data.reps.map((r) => [r.liftoff, r.end]);
    for (const spec of CHARTS) {
      const lines = spec.lines.filter((name) => columns[name])
        .map((name) => ({label: NAMES[name], ...columns[name], band: !spec.bandless && name !== "upper_back"}));
      if (lines.length) plots.push(chart($("charts"), time, {...spec, lines, mark: spec.mark && mark !== null ? mark : undefined}, spans, setTime));
    }
    keepWidths($("charts"), plots, moveCursors);
  }

  // --- lines over the film ---
  const lines = data.lines && unpackAll(data.lines);

  function unpackAll(packed) {
    const unpack = (text) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return new Int16Array(bytes.buffer);
    };
    return {...packed, joints: unpack(packed.joints), back: unpack(packed.back), bend: unpack(packed.bend), bar: unpack(packed.bar)};
  }

  // `count` numbers at a moment, linear between two samples that both saw them; null where one did not.
  function between(times, array, count, moment) {
    let i = indexAt(times, moment);
    if (i < 0 && times.length && times[0] - moment < 0.15) i = 0;
    if (i < 0 || moment - times[i] > lines.gap) return null;
    const j = i + 1 < times.length && times[i + 1] - times[i] < lines.gap ? i + 1 : i;
    const part = j > i ? Math.max(0, moment - times[i]) / (times[j] - times[i]) : 0, out = new Array(count);
    for (let k = 0; k < count; k++) {
      const a = array[i * count + k], b = array[j * count + k];
      out[k] = a === -32768 || b === -32768 ? null : a + part * (b - a);
    }
    return out;
  }

  function draw() {
    const stage = $("stage"), [width, height] = lines ? lines.size : data.size;
    const shown = stage.clientWidth, ratio = devicePixelRatio || 1;
    if (!video) canvas.style.height = (shown * height) / width + "px";
    const w = Math.round(shown * ratio), h = Math.round(((shown * height) / width) * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    const ctx = canvas.getContext("2d");
    ctx.clearRect(0, 0, w, h);
    if (!lines || ($("show") && !$("show").checked)) return;
    const s = w / width / lines.fine, unit = Math.max(1, Math.min(w, h) / 420);
    ctx.lineCap = ctx.lineJoin = "round";
    drawBar(ctx, s, unit);
    drawBody(ctx, s, unit);
  }

  function drawBar(ctx, s, unit) {
    const rep = data.reps.filter((r) => r.start <= now + 1e-3).pop();
    if (rep) {
      const from = Math.max(0, indexAt(lines.barTime, rep.liftoff - 0.1)), to = indexAt(lines.barTime, Math.min(now, rep.end));
      const way = [];
      for (let i = from; i <= to; i++) way.push(place(lines.bar, i, s));
      stroke(ctx, way, "rgba(130,214,255,.95)", 3 * unit);
      if (way.length && way[0]) {
        ctx.setLineDash([5 * unit, 5 * unit]);
        stroke(ctx, [way[0], [way[0][0], way[0][1] - 200 * unit]], "rgba(255,255,255,.7)", unit);
        ctx.setLineDash([]);
      }
    }
    const bar = between(lines.barTime, lines.bar, 2, now);
    if (!bar || bar[0] === null) return;
    ctx.strokeStyle = "rgba(130,214,255,.8)";
    ctx.lineWidth = 1.5 * unit;
    if (lines.radius) { ctx.beginPath(); ctx.arc(bar[0] * s, bar[1] * s, lines.radius * lines.fine * s, 0, 7); ctx.stroke(); }
    dot(ctx, bar[0] * s, bar[1] * s, 3.5 * unit, "#82d6ff");
  }

  function drawBody(ctx, s, unit) {
    const joints = between(lines.time, lines.joints, 12, now);
    const count = lines.backPoints, back = between(lines.time, lines.back, 2 * count, now);
    const bend = between(lines.time, lines.bend, count, now);
    if (!joints) return;
    const at = (k) => (joints[2 * k] === null ? null : [joints[2 * k] * s, joints[2 * k + 1] * s]);
    const leg = [at(0), at(1), at(2)], arm = [at(3), at(4), at(5)];
    for (const [ink, wide] of [["rgba(10,14,18,.45)", 5], ["rgba(255,255,255,.95)", 2.2]]) {
      stroke(ctx, leg, ink, wide * unit);
      stroke(ctx, arm, ink, wide * unit);
    }
    stroke(ctx, [at(2), at(3)], "rgba(255,255,255,.5)", 1.4 * unit);
    if (back) {
      const points = Array.from({length: count}, (_, k) => (back[2 * k] === null ? null : [back[2 * k] * s, back[2 * k + 1] * s]));
      stroke(ctx, points, "rgba(10,14,18,.55)", 9 * unit);
      for (let k = 0; k + 1 < count; k++) {
        if (points[k] && points[k + 1]) stroke(ctx, [points[k], points[k + 1]], rounding(bend && bend[k] !== null ? bend[k] / 300 : null), 5.5 * unit);
      }
    }
    for (let k = 0; k < 6; k++) if (at(k)) dot(ctx, ...at(k), 3.4 * unit, "#ffffff");
  }

  function place(array, index, s) {
    return array[2 * index] === -32768 ? null : [array[2 * index] * s, array[2 * index + 1] * s];
  }

  function stroke(ctx, points, ink, wide) {
    ctx.strokeStyle = ink;
    ctx.lineWidth = wide;
    ctx.beginPath();
    let down = false;
    for (const point of points) {
      if (!point) { down = false; continue; }
      if (down) ctx.lineTo(...point); else ctx.moveTo(...point);
      down = true;
    }
    ctx.stroke();
  }

  function dot(ctx, x, y, radius, ink) {
    for (const [size, fill] of [[1.4 * radius, "rgba(10,14,18,.7)"], [radius, ink]]) {
      ctx.fillStyle = fill;
      ctx.beginPath();
      ctx.arc(x, y, size, 0, 7);
      ctx.fill();
    }
  }

  // Teal over amber to vermilion, as in overlay.mp4; grey where the back was not seen against its tallest shape.
  function rounding(strength) {
    if (strength === null) return "rgb(160,160,160)";
    const stops = [[0, 26, 176, 160], [.3, 226, 210, 132], [.6, 244, 166, 42], [1, 224, 74, 52]];
    const x = Math.min(1, Math.max(0, strength));
    for (let k = 1; k < stops.length; k++) {
      if (x <= stops[k][0]) {
        const part = (x - stops[k - 1][0]) / (stops[k][0] - stops[k - 1][0]);
        return "rgb(" + [1, 2, 3].map((c) => Math.round(stops[k - 1][c] + part * (stops[k][c] - stops[k - 1][c]))).join(",") + ")";
      }
    }
  }

  // --- film ---
  const clip = $("clip");
  if (video && (clip || video.src)) {
    if (clip) {
      const bytes = Uint8Array.from(atob(clip.textContent.trim()), (letter) => letter.charCodeAt(0));
      video.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
      clip.remove();
    }
    video.addEventListener("loadedmetadata", () => { setTime(data.reps.length ? data.reps[0].liftoff : 0); });
    const follow = () => { if (!video.paused) { setTime(video.currentTime, true); requestAnimationFrame(follow); } };
    video.addEventListener("play", () => { playing(true); follow(); });
    for (const stopped of ["pause", "ended"]) video.addEventListener(stopped, () => playing(false));
    video.addEventListener("seeked", draw);
    $("stage").addEventListener("click", () => { if (!$("stage").dataset.taken) toggle(); });
    $("speed").addEventListener("change", (event) => { video.playbackRate = Number(event.target.value); });
  }

  // For whoever corrects what is drawn: the moment, and where joints and bar are at it, as parts of the picture.
  addEventListener("where", ({detail}) => {
    Object.assign(detail, {now, step: STEP_S});
    if (!lines) return;
    const [across, down] = lines.size.map((side) => side * lines.fine), at = (x, y) => (x === null ? null : [x / across, y / down]);
    const joints = between(lines.time, lines.joints, 12, now), bar = between(lines.barTime, lines.bar, 2, now);
    detail.joints = joints && Array.from({length: 6}, (_, k) => at(joints[2 * k], joints[2 * k + 1]));
    detail.bar = bar && at(...bar);
    detail.radius = lines.radius && lines.radius / lines.size[0];
  });

  // Without a film the lines move alone.
  let timer = null;
  function toggle() {
    if (video) { if (video.paused) video.play(); else video.pause(); return; }
    if (timer) { cancelAnimationFrame(timer); timer = null; playing(false); return; }
    let last = performance.now();
    if (now >= data.duration - 0.05) setTime(0);
    const run = (at) => {
      setTime(now + (at - last) / 1000);
      last = at;
      if (now < data.duration) timer = requestAnimationFrame(run); else { timer = null; playing(false); }
    };
    timer = requestAnimationFrame(run);
    playing(true);
  }

  function playing(on) {
    $("play").textContent = on ? "Pause" : "Play";
    $("play").setAttribute("aria-label", on ? "Pause" : "Play");
  }

  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => setTime(now - STEP_S));
  $("forth").addEventListener("click", () => setTime(now + STEP_S));
  slider.addEventListener("input", () => setTime(Number(slider.value)));
  if ($("show")) $("show").addEventListener("change", draw);
  for (const button of document.querySelectorAll(".jump")) {
    button.addEventListener("click", (event) => {
      setTime(Number(button.dataset.time));
      if (event.detail) button.blur();  // clicked, not typed: the next space is for the film
      if (!button.closest("#film")) $("film").scrollIntoView({block: "start"});
    });
  }
  document.addEventListener("keydown", (event) => {
    const typed = event.target !== slider && event.target.closest("input, select, textarea");
    if (typed || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && !event.target.closest("button, summary, a")) { event.preventDefault(); toggle(); }
    const steps = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (steps) { event.preventDefault(); setTime(now + steps * STEP_S); }
  });
  const [width, height] = lines ? lines.size : data.size;
  if (width > 1.2 * height) document.querySelector(".player").classList.add("wide");
  const tallest = () => $("stage").style.setProperty("--stage-most", Math.round(0.38 * innerHeight * width / height) + "px");
  const narrow = matchMedia("(max-width: 56rem)");
  const fit = () => (narrow.matches ? tallest() : $("stage").style.removeProperty("--stage-most"));
  narrow.addEventListener("change", fit);
  fit();
  new ResizeObserver(draw).observe($("stage"));
  setTime(data.reps.length ? data.reps[0].liftoff : 0);
})();
