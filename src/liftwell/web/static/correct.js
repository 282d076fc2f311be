// Corrections: joints dragged to where they are, the plate, the lifter; in pixels of the clip at its full size.
import { handleOn, placeOf } from "./handles.js";

const $ = (id) => document.getElementById(id);
const form = $("correct-form"), stage = $("stage"), video = $("video"), list = $("corrections");
const data = JSON.parse($("data").textContent);
const size = data.full;
const SAME_S = 0.02;  // points of a joint nearer than this in time are one
const LEAST_R = 4;
const SEEN = ["ankle", "knee", "hip", "shoulder", "elbow", "wrist"];  // as the report's lines have them

for (const link of document.querySelectorAll("a[href='#correct']")) link.addEventListener("click", () => { $("correct").open = true; });
if (location.hash === "#correct") $("correct").open = true;
if (list && video) begin();

function begin() {
  const words = form.dataset, fields = ["points", "plate_at", "person_at"].map((name) => form.elements[name]);
  const kept = Object.fromEntries(fields.map((field) => [field.name, JSON.parse(field.value)]));
  const marks = svg("svg", {viewBox: `0 0 ${size[0]} ${size[1]}`, class: "marks", "aria-hidden": "true"});
  const handles = new Map();
  let mode = "", picture = null, extra = "", drawing = null;
  stage.append(marks);
  stage.style.setProperty("--ratio", size[0] / size[1]);
  if (video.requestVideoFrameCallback) {
    const see = (_, frame) => {
      picture = frame.mediaTime;
      if (video.paused) renew();
      video.requestVideoFrameCallback(see);
    };
    video.requestVideoFrameCallback(see);
  }

  // What the report's script knows of the moment that is shown; places as parts of the picture.
  function where() {
    const detail = {};
    dispatchEvent(new CustomEvent("where", {detail}));
    const known = picture !== null && Math.abs(picture - detail.now) < 2 * detail.step + 0.01;
    return {...detail, time: Math.round(1000 * (known ? picture : detail.now)) / 1000};
  }

  const full = (place) => place && [place[0] * size[0], place[1] * size[1]];
  const near = (moment, time) => Math.abs(moment - time) < SAME_S;
  const round = (value) => Math.round(10 * value) / 10;
  const pointOf = (joint, time) => kept.points.find((one) => one.joint === joint && near(one.time_s, time));

  // --- what is taken in hand ---

  for (const button of form.querySelectorAll("[data-mode]")) {
    button.addEventListener("click", () => enter(mode === button.dataset.mode ? "" : button.dataset.mode));
  }
  $("done").addEventListener("click", () => enter(""));
  video.addEventListener("play", () => enter(""));
  addEventListener("moment", renew);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && mode) enter(""); });

  function enter(next) {
    mode = next;
    extra = "";
    if (mode) {
      video.pause();
      stage.dataset.taken = mode;
      document.querySelector(".stage-bar").append($("hands"));  // in sight with the film
      $("film").scrollIntoView({block: "start", behavior: "instant"});
    } else {
      delete stage.dataset.taken;
      $("none").before($("hands"));
    }
    for (const button of form.querySelectorAll("[data-mode]")) button.setAttribute("aria-pressed", button.dataset.mode === mode);
    $("nudge").hidden = !mode;
    $("which").hidden = mode !== "joints";
    build();
    handles.get(current())?.button.focus({preventScroll: true});
  }

  function renew() {
    if (![...handles.values()].some((one) => one.held())) build();
  }

  const current = () => (mode === "joints" ? $("joint").value : mode === "plate" ? "middle" : mode);

  function build() {
    const focused = [...handles].find(([, one]) => one.button === document.activeElement)?.[0];
    for (const {button} of handles.values()) button.remove();
    handles.clear();
    const here = where();
    if (mode === "joints") buildJoints(here);
    if (mode === "plate") buildPlate(here);
    if (mode === "person") {
      const [x, y] = kept.person_at ?? full(here.joints?.[2]) ?? [size[0] / 2, size[1] / 2];
      add("person", words.lifter, "person", [x, y], (...place) => keepPerson(place));
    }
    const nothing = mode === "joints" && !handles.size;
    $("how").textContent = nothing ? words.nothing : words[`how${mode}`] ?? words.how;
    if (focused) handles.get(focused)?.button.focus({preventScroll: true});
    choose();
    draw();
  }

  // The buttons with arrows move the chosen one.
  function choose() {
    for (const [key, {button}] of handles) button.classList.toggle("chosen", key === current());
  }

  function add(key, name, kind, place, moved) {
    const chosen = () => {
      if (mode === "joints") $("joint").value = key;
      choose();
    };
    handles.set(key, handleOn(stage, size, {name, kind, place, moved, chosen}));
  }

  // --- joints ---

  function buildJoints(here) {
    for (const option of $("joint").options) {
      const joint = option.value, point = pointOf(joint, here.time), seen = seenAt(joint, here);
      if (point || seen) add(joint, `${option.text}, ${here.time.toFixed(2)} s`, point ? "joint told" : "joint", point ? [point.x, point.y] : seen, (x, y) => keepPoint(joint, x, y));
    }
  }

  // Heel and toe are not drawn: chosen, they begin below the ankle.
  function seenAt(joint, here) {
    const place = full(here.joints?.[SEEN.indexOf(joint)] ?? null);
    if (place || joint !== extra) return place;
    const ankle = full(here.joints?.[0]);
    return ankle && [ankle[0], Math.min(size[1], ankle[1] + size[1] / 25)];
  }

  $("joint").addEventListener("change", (event) => {
    extra = SEEN.includes(event.target.value) ? "" : event.target.value;
    build();
  });

  function keepPoint(joint, x, y) {
    const time = where().time, point = {joint, time_s: time, x: round(x), y: round(y)};
    kept.points = [...kept.points.filter((one) => one.joint !== joint || !near(one.time_s, time)), point];
    handles.get(joint)?.button.classList.add("told");
    show();
  }

  // --- plate and lifter ---

  function buildPlate(here) {
    const known = kept.plate_at && near(kept.plate_at[3], here.time) ? kept.plate_at : null;
    const [x, y] = known ?? full(here.bar) ?? [size[0] / 2, size[1] / 2];
    const r = known?.[2] ?? (here.radius ? here.radius * size[0] : size[1] / 10);
    add("middle", words.middle, "plate", [x, y], (nextX, nextY) => keepPlate(nextX, nextY, plate().r));
    add("rim", words.rim, "rim", [x + r, y], (nextX, nextY) => {
      const {x: midX, y: midY} = plate();
      keepPlate(midX, midY, Math.max(LEAST_R, Math.hypot(nextX - midX, nextY - midY)), false);
    });
    drawing = {x, y, r};
  }

  const plate = () => drawing;

  function keepPlate(x, y, r, follow = true) {
    drawing = {x, y, r};
    if (follow) handles.get("rim")?.put(x + r, y);
    kept.plate_at = [round(x), round(y), round(r), where().time];
    show();
  }

  function keepPerson([x, y]) {
    kept.person_at = [round(x), round(y), where().time];
    show();
  }

  // Beside the handles: a click says who lifts; from the middle of the plate one drags to its rim.
  stage.addEventListener("pointerdown", (event) => {
    if (mode !== "plate" && mode !== "person") return;
    event.preventDefault();
    const [x, y] = placeOf(event, stage, size);
    if (mode === "person") { keepPerson([x, y]); return build(); }
    stage.setPointerCapture(event.pointerId);
    drawing = {x, y, r: LEAST_R, begun: true};
  });
  stage.addEventListener("pointermove", (event) => {
    if (!drawing?.begun) return;
    const [x, y] = placeOf(event, stage, size);
    drawing.r = Math.max(LEAST_R, Math.hypot(x - drawing.x, y - drawing.y));
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, () => {
      if (!drawing?.begun) return;
      const {x, y, r} = drawing;
      drawing = null;
      if (end === "pointerup" && r > LEAST_R) keepPlate(x, y, r);
      build();
    });
  }

  for (const button of $("nudge").querySelectorAll("[data-key]")) {
    button.addEventListener("click", (event) => handles.get(current())?.step(button.dataset.key, event.shiftKey));
  }

  // --- what was corrected ---

  function show() {
    for (const field of fields) field.value = JSON.stringify(kept[field.name]);
    const rows = kept.points.map((one) => [$("joint").querySelector(`[value="${one.joint}"]`).text, one.time_s, () => { kept.points = kept.points.filter((other) => other !== one); }]);
    if (kept.plate_at) rows.unshift([words.plate, kept.plate_at[3], () => { kept.plate_at = null; }]);
    if (kept.person_at) rows.unshift([words.lifter, kept.person_at[2], () => { kept.person_at = null; }]);
    list.replaceChildren(...rows.map(([name, time, remove]) => line(`${name}, ${time.toFixed(2)} s`, time, remove)));
    $("none").hidden = rows.length > 0;
    draw();
  }

  function line(name, time, remove) {
    const item = document.createElement("li");
    const push = (text, label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = text;
      button.setAttribute("aria-label", `${label}: ${name}`);
      button.addEventListener("click", act);
      item.append(button);
    };
    item.append(Object.assign(document.createElement("span"), {textContent: name}));
    push(words.show, words.show, () => {
      $("time").value = time + 0.01;  // a picture is shown from its time on, and the slider goes by hundredths
      $("time").dispatchEvent(new Event("input"));
    });
    push(words.remove, words.remove, () => { remove(); show(); build(); (list.querySelector("button") ?? form.querySelector("[data-mode]")).focus(); });
    return item;
  }

  // From where a joint was seen to where it is said to be; the circle of the plate; a cross on the lifter.
  function draw() {
    const here = where(), shapes = [];
    for (const one of kept.points) {
      const seen = near(one.time_s, here.time) && full(here.joints?.[SEEN.indexOf(one.joint)]);
      if (seen) shapes.push(svg("line", {x1: seen[0], y1: seen[1], x2: one.x, y2: one.y}));
      if (near(one.time_s, here.time)) shapes.push(svg("circle", {cx: one.x, cy: one.y, r: size[1] / 110, class: "told"}));
    }
    const told = kept.plate_at && near(kept.plate_at[3], here.time) ? {x: kept.plate_at[0], y: kept.plate_at[1], r: kept.plate_at[2]} : null;
    const circle = mode === "plate" ? drawing : told;
    if (circle) shapes.push(svg("circle", {cx: circle.x, cy: circle.y, r: circle.r}));
    if (kept.person_at && near(kept.person_at[2], here.time)) shapes.push(svg("circle", {cx: kept.person_at[0], cy: kept.person_at[1], r: size[1] / 60, class: "told"}));
    marks.replaceChildren(...shapes);
  }

  show();
}

function svg(kind, attributes) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", kind);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
}
