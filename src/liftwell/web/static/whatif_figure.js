// A body whose every handle is set from numbers: it knows nothing of bodies, only how to go from one posture to the next.
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const HASTE_MS = 45;

/** The figure in `svg`: `to` sends it to a posture of the grid, `settle` ends its way there at once. */
export function body(svg, data) {
  const handles = data.handles.map((one, n) => ({
    ...one, columns: one.columns.map(summed), node: svg.querySelector(`[data-handle="${n}"]`),
  }));
  const columns = handles.flatMap((handle) => handle.columns);
  const shown = Float64Array.from(columns, (column) => column[0]), goal = shown.slice();
  const extra = props(svg, data);
  let running = 0, before = 0;

  function draw() {
    let first = 0;
    for (const handle of handles) {
      const values = shown.subarray(first, first + handle.columns.length);
      set(handle, values);
      first += handle.columns.length;
    }
    const [plate] = shown.subarray(shown.length - 2);  // the last handle is that of the plates
    extra.draw(plate / handles.at(-1).per);
  }

  function step(now) {
    const share = 1 - Math.exp(-Math.min(now - before, 100) / HASTE_MS);
    before = now;
    let far = 0;
    for (let n = 0; n < shown.length; n++) {
      shown[n] += (goal[n] - shown[n]) * share;
      far = Math.max(far, Math.abs(goal[n] - shown[n]));
    }
    far = Math.max(far, extra.step(share));
    if (far < 0.6) return settle();
    draw();
    running = requestAnimationFrame(step);
  }

  function settle() {
    cancelAnimationFrame(running);
    running = 0;
    shown.set(goal);
    extra.step(1);
    draw();
  }

  return {
    settle,
    to(cell, at) {
      extra.to(at);
      if (cell >= 0) columns.forEach((column, n) => { goal[n] = column[cell]; });
      if (CALM.matches) return settle();
      if (running) return;
      before = performance.now() - 16;
      running = requestAnimationFrame(step);
    },
  };
}

/** Numbers from their differences. */
function summed(differences) {
  let sum = 0;
  return differences.map((one) => (sum += one));
}

function set({ kind, per, node }, values) {
  if (kind === "path") return node.setAttribute("d", smooth(values, per));
  const told = kind === "scale" ? `1 ${(values[1] / per).toFixed(3)}` : Array.from(values, (one) => (one / per).toFixed(2)).join(" ");
  node.setAttribute("transform", `${kind}(${told})`);
}

/** A soft closed line through points: Catmull–Rom as Bézier curves, as in the figures of the reports. */
function smooth(values, per) {
  const count = values.length / 2, at = (n) => 2 * ((n + count) % count);
  const x = (n) => values[at(n)] / per, y = (n) => values[at(n) + 1] / per;
  let path = `M${x(0).toFixed(2)} ${y(0).toFixed(2)}`;
  for (let n = 0; n < count; n++) {
    const a = [x(n) + (x(n + 1) - x(n - 1)) / 6, y(n) + (y(n + 1) - y(n - 1)) / 6];
    const b = [x(n + 1) - (x(n + 2) - x(n)) / 6, y(n + 1) - (y(n + 2) - y(n)) / 6];
    path += "C" + [...a, ...b, x(n + 1), y(n + 1)].map((one) => one.toFixed(2)).join(" ");
  }
  return path + "z";
}

/** Plates, blocks and the frame of a trap bar: they are as large as the sliders say. */
function props(svg, data) {
  const rounds = svg.querySelectorAll("[data-round]");
  const block = svg.querySelector("[data-block]"), frames = svg.querySelectorAll("[data-frame]");
  const now = { radius: data.today.plate / 2, block: 0 }, goal = { ...now };
  return {
    to(at) {
      goal.radius = at.plate / 2;
      goal.block = at.floor ? at.raised : 0;
      for (const frame of frames) {
        const low = frame.dataset.frame === "low";
        frame.classList.toggle("off", !(low ? at.lift.startsWith("trap-bar") : at.lift === "trap-bar-high"));
      }
    },
    step(share) {
      for (const key of ["radius", "block"]) now[key] += (goal[key] - now[key]) * share;
      return 10 * Math.max(Math.abs(goal.radius - now.radius), Math.abs(goal.block - now.block));
    },
    draw(x) {
      for (const one of rounds) one.setAttribute("r", now.radius.toFixed(2));
      const half = 0.8 * now.radius, high = Math.max(0, now.block);
      for (const [name, value] of [["x", x - half], ["y", -high], ["width", 2 * half], ["height", high]]) {
        block.setAttribute(name, value.toFixed(2));
      }
    },
  };
}
