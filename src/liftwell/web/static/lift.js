// Corrections: who lifts, where the plate is, and joints moved to where they are, in pixels of the clip at full size.

const form = document.getElementById("correct-form"), stage = document.getElementById("stage");
const data = JSON.parse(document.getElementById("data").textContent), words = form.dataset;
const fields = Object.fromEntries(["points", "plate_at", "person_at"].map((name) => [name, form.elements[name]]));
const kept = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, JSON.parse(field.value)]));
const [width, height] = data.full ?? data.size;
// Joints are packed from the foot up: see the report's lines.
const PLACES = {ankle: 0, knee: 1, hip: 2, shoulder: 3, elbow: 4, wrist: 5};
let taking = null;

if (stage && document.getElementById("corrections")) begin();

function begin() {
  const marks = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  marks.setAttribute("viewBox", `0 0 ${width} ${height}`);
  marks.setAttribute("class", "marks");
  marks.setAttribute("aria-hidden", "true");
  stage.append(marks);

  for (const button of form.querySelectorAll("[data-take]")) button.addEventListener("click", () => take(button.dataset.take));
  stage.addEventListener("pointerdown", (event) => {
    if (!taking) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const [x, y] = place(event);
    if (taking.kind === "plate") taking = {...taking, x, y, r: 0, down: true};
    else taking = {...taking, x, y, down: true};
    draw();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!taking?.down) return;
    const [x, y] = place(event);
    if (taking.kind === "plate") taking.r = Math.hypot(x - taking.x, y - taking.y);
    else Object.assign(taking, {x, y});
    draw();
  });
  stage.addEventListener("pointerup", () => {
    if (!taking?.down) return;
    taking.down = false;
    if (taking.kind === "plate" && taking.r < 4) return draw();
    keep();
  });
  document.addEventListener("keydown", (event) => {
    if (!taking) return;
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (step) {
      const far = event.shiftKey ? 10 : 1;
      taking.x = Math.min(width, Math.max(0, taking.x + far * step[0]));
      taking.y = Math.min(height, Math.max(0, taking.y + far * step[1]));
      draw();
    } else if (event.key === "+" || event.key === "-") { taking.r = Math.max(4, (taking.r ?? 0) + (event.key === "+" ? 2 : -2)); draw();
    } else if (event.key === "Enter") keep();
    else if (event.key === "Escape") stop();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  addEventListener("moment", draw);
  show();

  function take(kind) {
    document.getElementById("video").pause();
    const where = {};
    dispatchEvent(new CustomEvent("where", {detail: where}));
    const joint = document.getElementById("joint").value;
    const [x, y] = kind === "point" ? seen(where, joint) : [width / 2, height / 2];
    taking = {kind, joint, x, y, r: kind === "plate" ? height / 8 : undefined, time: Math.round(where.now * 1000) / 1000};
    stage.dataset.taken = "";
    document.getElementById("how").textContent = {person: words.pause, plate: words.plateHow, point: words.pointHow}[kind];
    document.getElementById("film").scrollIntoView({block: "start", behavior: "instant"});
    stage.tabIndex = -1;
    stage.focus({preventScroll: true});
    draw();
  }

  // Where the joint is drawn now, from working pixels to those of the clip.
  function seen(where, joint) {
    const index = PLACES[joint], joints = where.joints;
    if (index === undefined || !joints || joints[2 * index] === null) return [width / 2, height / 2];
    const scale = width / where.size[0] / where.fine;
    return [joints[2 * index] * scale, joints[2 * index + 1] * scale];
  }

  function place(event) {
    const box = stage.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * width, y = (event.clientY - box.top) / box.height * height;
    return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
  }

  function keep() {
    const round = (value) => Math.round(10 * value) / 10, {kind, joint, x, y, r, time} = taking;
    if (kind === "person") kept.person_at = [round(x), round(y), time];
    else if (kind === "plate") kept.plate_at = [round(x), round(y), round(r)];
    else kept.points = [...kept.points.filter((one) => one.joint !== joint || Math.abs(one.time_s - time) > 0.02), {joint, time_s: time, x: round(x), y: round(y)}];
    stop();
    show();
  }

  function stop() {
    taking = null;
    delete stage.dataset.taken;
    document.getElementById("how").textContent = "";
    draw();
  }

  function show() {
    for (const [name, field] of Object.entries(fields)) field.value = JSON.stringify(kept[name]);
    const list = document.getElementById("corrections"), rows = [];
    if (kept.person_at) rows.push([`${words.lifter}: ${kept.person_at[2].toFixed(2)} s`, () => { kept.person_at = null; }]);
    if (kept.plate_at) rows.push([words.plate, () => { kept.plate_at = null; }]);
    for (const one of kept.points) rows.push([`${one.joint}: ${one.time_s.toFixed(2)} s`, () => { kept.points = kept.points.filter((other) => other !== one); }]);
    list.replaceChildren(...(rows.length ? rows.map(([text, remove]) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = words.remove;
      button.setAttribute("aria-label", `${words.remove}: ${text}`);
      button.addEventListener("click", () => { remove(); show(); });
      item.append(text, button);
      return item;
    }) : [Object.assign(document.createElement("li"), {textContent: words.none})]));
    draw();
  }

  function draw() {
    const shapes = [], where = {};
    dispatchEvent(new CustomEvent("where", {detail: where}));
    const circle = (x, y, r, kind) => {
      const one = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of [["cx", x], ["cy", y], ["r", r], ["class", kind]]) one.setAttribute(name, value);
      shapes.push(one);
    };
    if (kept.plate_at) circle(...kept.plate_at, "plate");
    for (const one of kept.points) if (Math.abs(one.time_s - (where.now ?? 0)) < 0.05) circle(one.x, one.y, height / 90, "joint");
    if (taking) circle(taking.x, taking.y, taking.kind === "plate" ? Math.max(4, taking.r) : height / 80, taking.kind === "plate" ? "plate" : "joint");
    marks.replaceChildren(...shapes);
  }
}
