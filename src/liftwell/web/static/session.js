// The session of today at the bar: one thing at a time, large, and nothing that is tapped is ever lost.
import { sendClip } from "./clip_sending.js";
import { listen } from "./progress.js";
import { nextSet } from "./session_rule.js";
import { Store } from "./session_store.js";
import { Timer, clock, wakeSound } from "./session_timer.js";

const script = JSON.parse(document.getElementById("script").textContent);
const room = document.getElementById("session"), get = (id) => document.getElementById(id);
const POUND_KG = 0.45359237, pounds = room.dataset.weight === "lb";
const KEEPS = {kept: "Everything is kept.", waiting: "Sending…", away: "Kept on this phone; it is sent when liftwell answers again.",
  locked: "Kept on this phone. Open liftwell by its own address again, so that it can be sent."};
const LEGS = [["none", "Nothing"], ["same", "As before"], ["new", "Something new, or further down"]];
const store = new Store(room.dataset.athlete, room.dataset.taps, told);
const timer = new Timer(room.dataset.athlete, shown);
let chosen = null;   // the step that somebody opened themselves
let rating = null;   // the set that is being rated
let cluster = null;  // which part of a cluster is next

// --- what there is -------------------------------------------------------------------------------

/** Every set of the day by token: what the server knew when the page came, and what was tapped since. */
function setsByToken() {
  const found = new Map(script.kept.map((one) => [one.token, one]));
  for (const one of store.of(script.on, "set")) found.set(one.token, one);
  for (const one of store.of(script.on, "gone")) found.delete(one.token);
  return found;
}

function mainSets() {
  const all = [...setsByToken().values()].filter((one) => one.kind === "main");
  return all.sort((a, b) => a.number - b.number).map((one) => ({...one, way: wayOf(one)}));
}

function wayOf(set) {
  const at = script.ways.findIndex((way) => way.exercise === set.exercise && way.raised_cm === set.raised_cm
    && way.load_kg === set.load_kg && way.reps === set.reps && way.inside.join() === (set.inside ?? []).join());
  return at < 0 ? null : at;
}

/** How the main lift stands: what comes next, and whether nothing does. */
function mainState() {
  const sets = mainSets(), lifted = sets.filter((one) => !one.skipped);
  const grave = [...setsByToken().values()].find((one) => one.kind !== "main" && script.limits && one.pain >= script.limits.red);
  if (grave) return {step: "end", way: null, ask: true, why: script.words.red.replace("{worst}", grave.pain), number: sets.length + 1};
  const next = nextSet(script, lifted);
  const over = sets.length >= script.main.sets && next.step !== "end" && next.step !== "tell";
  return {...next, step: over ? "done" : next.step, number: sets.length + 1};
}

const tokenOf = (step, place) => step.kind === "main"
  ? `${script.on}/${step.exercise}/${step.raised_cm}/${step.number}`
  : `${script.on}/${step.kind}/${step.exercise}/${place}`;

function isFinished(step, at) {
  if (step.kind === "main") return ["done", "end"].includes(mainState().step);
  if (step.kind === "ramp" && script.main && mainState().step === "end") return true;
  return setsByToken().has(tokenOf(step, at));
}

// --- small helpers -------------------------------------------------------------------------------

function el(tag, facts = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

/** As the plan says it: to the half of a pound, a small plate to its quarter. */
function amount(kg) {
  if (!pounds) return Math.round(kg * 1000) / 1000;
  const exact = kg / POUND_KG, quarter = Math.round(4 * exact) / 4;
  return exact < 10 && Math.abs(quarter - exact) <= 0.025 ? quarter : Math.round(2 * exact) / 2;
}
const unit = pounds ? "lb" : "kg";
const load = (kg) => `${amount(kg)} ${unit}`;
const typed = (value) => pounds ? value * POUND_KG : value;
/** A sentence of the rule, which speaks of kilograms. */
const said = (words) => pounds ? words.replace(/(\d+(?:\.\d+)?) kg\b/g, (_, kg) => load(Number(kg))) : words;

/** "140 kg × 8", "2+2+2 with 100 kg", "10 reps". */
function dose(one) {
  const reps = one.inside.length ? one.inside.join("+") : `${one.reps}`;
  const weight = one.load_kg ? ` × ${load(one.load_kg)}` : " reps";
  return `${reps}${weight}${one.raised_cm ? `, plates ${one.raised_cm} cm up` : ""}`;
}

function picture(key) {
  const kept = get(`picture-${key}`);
  return kept ? el("figure", {class: "moves", "aria-hidden": "true"}, kept.content.cloneNode(true)) : null;
}

/** The bar from the side with the plates of one end, the innermost first. */
function plates(list) {
  if (!list?.length) return null;
  const NS = "http://www.w3.org/2000/svg", svg = document.createElementNS(NS, "svg");
  const widths = list.map((kg) => 8 + kg / 3), whole = 26 + widths.reduce((sum, one) => sum + one + 2, 0);
  svg.setAttribute("viewBox", `0 0 ${whole} 64`);
  svg.setAttribute("class", "plates");
  svg.setAttribute("role", "img");
  const told = `Each side: ${list.map(amount).join(" + ")} ${unit}`;
  svg.setAttribute("aria-label", told);
  const box = (x, width, height, kind) => {
    const rect = document.createElementNS(NS, "rect");
    for (const [name, value] of Object.entries({x, y: 32 - height / 2, width, height, rx: 2, class: kind})) rect.setAttribute(name, value);
    svg.append(rect);
  };
  box(0, whole, 5, "bar");
  let x = 12;
  list.forEach((kg, at) => {
    box(x, widths[at], Math.min(60, 26 + kg * 1.5), "plate");
    const words = document.createElementNS(NS, "text");
    words.setAttribute("x", x + widths[at] / 2);
    words.setAttribute("y", 35);
    words.textContent = `${amount(kg)}`;
    svg.append(words);
    x += widths[at] + 2;
  });
  return el("p", {class: "each"}, svg, el("span", {class: "note"}, told));
}

/** Buttons of which one is chosen; `choose` gets its value. */
function choices(label, list, value, choose, kind = "") {
  const group = el("div", {class: `taps ${kind}`, role: "radiogroup", "aria-label": label});
  for (const [one, words] of list) {
    group.append(el("button", {type: "button", role: "radio", "aria-checked": String(one === value),
      onclick: () => choose(one)}, words));
  }
  return el("div", {class: "ask-one"}, el("p", {class: "label"}, label), group);
}

const numbers = (from, to) => Array.from({length: to - from + 1}, (_, at) => [from + at, `${from + at}`]);

// --- drawing -------------------------------------------------------------------------------------

function draw() {
  const at = current();
  get("way").replaceChildren(...script.steps.map((step, place) => el("li", {
    class: isFinished(step, place) ? "finished" : place === at ? "at" : ""},
    el("button", {type: "button", "aria-current": place === at ? "step" : "false", onclick: () => { chosen = place; rating = null; draw(); }},
      `${isFinished(step, place) ? "✓ " : ""}${step.kind === "ramp" ? dose(step) : step.name}`))));
  const now = get("now");
  if (morningIsDue()) now.replaceChildren(...morning());
  else if (at === null) now.replaceChildren(...ending());
  else if (rating) now.replaceChildren(...rated());
  else now.replaceChildren(...(script.steps[at].kind === "main" ? mainView() : stepView(script.steps[at], at)));
  get("film").hidden = at === null || script.steps[at].kind !== "main";
  drawDone();
  told();
}

function current() {
  if (chosen !== null && chosen < script.steps.length) return chosen;
  const at = script.steps.findIndex((step, place) => !isFinished(step, place));
  return at < 0 ? null : at;
}

function stepView(step, at) {
  const finished = isFinished(step, at), skips = script.skips.map((why) => [why, why]);
  const keep = (more) => { tap(step, at, more); chosen = null; draw(); };
  if (step.kind === "ramp") {
    return [heading(step.part, `Ramp: ${dose(step)}`), plates(step.plates),
      el("button", {class: "main huge", type: "button", onclick: () => rate({step, at, way: null, number: rampNumber(at), kind: "ramp"})}, "Done"),
      leaveOut(skips, (why) => keep({skipped: true, why}))].filter(Boolean);
  }
  return [heading(step.part, step.name, step.dose), picture(step.exercise),
    ...step.care.map((text) => el("p", {class: "care"}, text)), cues(step.cues),
    finished ? el("p", {class: "note"}, "Done already.") : el("button", {class: "main huge", type: "button", onclick: () => keep({})}, "Done"),
    leaveOut(skips, (why) => keep({skipped: true, why})),
    step.swaps.length ? choose("Do another one", step.swaps, (key) => { swap(step, at, key); chosen = null; draw(); }) : null,
    el("p", {class: "note"}, step.stop)].filter(Boolean);
}

const rampNumber = (at) => script.steps.slice(0, at + 1).filter((step) => step.kind === "ramp").length;

function mainView() {
  const state = mainState(), step = script.steps.find((one) => one.kind === "main");
  if (state.step === "end") return [el("div", {class: "said wrong"}, el("p", {}, said(state.why)),
    state.ask ? el("ul", {}, ...script.ask.map((topic) => el("li", {}, topic))) : null), goOn()];
  if (state.step === "done") return [el("p", {class: "said right"}, "The main lift is done."), goOn()];
  const way = script.ways[state.way ?? 0], last = script.main.last, inside = way.inside.length > 0;
  const begin = {step, way: state.way ?? 0, number: state.number, kind: "main"};
  return [
    el("p", {class: "facts"}, el("strong", {}, `Set ${state.number} of ${script.main.sets}`)),
    el("h1", {}, way.name), el("p", {class: "dose"}, dose(way)),
    state.why ? el("p", {class: "said changed"}, said(state.why)) : null,
    plates(way.plates),
    inside ? clusterView(way, begin) : el("button", {class: "main huge", type: "button", id: "did", onclick: () => rate(begin)}, "Done"),
    picture(way.exercise),
    el("p", {class: "cue"}, step.cues[0]), el("p", {class: "note"}, `RPE ${script.main.rpe} or less. ${script.main.effort} Tempo: ${script.main.tempo}.`),
    ...script.main.care.map((text) => el("p", {class: "care"}, text)),
    last ? el("p", {class: "note"}, `Last time: ${last}.`) : null,
    leaveOut(script.skips.map((why) => [why, why]), (why) => { keepMain(begin, {skipped: true, why}); draw(); }),
  ].filter(Boolean);
}

function heading(part, name, words) {
  const box = el("div", {}, el("p", {class: "facts"}, el("strong", {}, part)), el("h1", {}, name));
  if (words) box.append(el("p", {class: "dose"}, words));
  return box;
}

const cues = (list) => el("ol", {class: "cues"}, ...list.map((text) => el("li", {}, text)));
const goOn = () => el("button", {class: "main huge", type: "button", onclick: () => { chosen = null; draw(); }}, "Go on");
const leaveOut = (list, act) => choose("Leave it out", list, act);

function choose(label, list, act) {
  const select = el("select", {"aria-label": label, onchange: () => { if (select.value) act(select.value); }},
    el("option", {value: ""}, `${label}…`), ...list.map(([value, words]) => el("option", {value}, words)));
  return el("p", {}, select);
}

// --- a cluster, part by part ---------------------------------------------------------------------

function clusterView(way, begin) {
  cluster ??= {part: 0};
  const reps = way.inside[cluster.part], rest = script.main.inside_rest_s[0], parts = way.inside.length;
  if (cluster.part >= parts) { queueMicrotask(() => rate(begin)); return null; }
  const next = () => {
    wakeSound();
    cluster.part += 1;
    if (cluster.part < parts) timer.begin(rest, `Short rest ${cluster.part} of ${parts - 1}`, `then ${way.inside[cluster.part]}`);
    else timer.stop();
    draw();
  };
  return el("div", {class: "cluster"},
    el("p", {class: "label"}, `Part ${cluster.part + 1} of ${parts}: ${reps} ${reps === 1 ? "rep" : "reps"}, then ${cluster.part + 1 < parts ? `${rest} s` : "the set is over"}`),
    el("button", {class: "main huge", type: "button", id: "part", onclick: next}, `${reps} done`),
    cluster.part ? el("button", {type: "button", onclick: () => rate({...begin, parts: cluster.part})}, "Stop the set here") : null);
}

// --- rating a set --------------------------------------------------------------------------------

function rate(begin) {
  wakeSound();
  const way = begin.kind === "main" ? script.ways[begin.way] : begin.step;
  const inside = begin.parts ? way.inside.slice(0, begin.parts) : way.inside;
  rating = {...begin, load_kg: way.load_kg, reps: inside.length ? inside.reduce((sum, one) => sum + one, 0) : way.reps,
    inside, planned: way, pain: null, rpe: null, leg: "none", stopped: false};
  if (begin.kind === "main") {
    const [least, most] = script.main.rest_s;
    timer.begin(least, "Rest", most > least ? `at least; up to ${clock(most)}` : "");
  }
  draw();
}

function rated() {
  const change = (more) => { Object.assign(rating, more); draw(); };
  const number = (label, value, most, step, take) => el("label", {}, `${label} `, el("input", {type: "number", inputmode: "decimal", min: "0", max: `${most}`,
    step: `${step}`, value: `${value}`, onchange: (event) => { const told_value = Number(event.target.value); if (Number.isFinite(told_value) && told_value >= 0 && told_value <= most) take(told_value); draw(); }}));
  return [
    el("h1", {}, rating.kind === "main" ? `How was set ${rating.number}?` : "How was it?"),
    choices("Worst pain in it, 0 to 10", numbers(0, 10), rating.pain, (pain) => change({pain}), "eleven"),
    rating.kind === "main" ? choices("How hard: RPE", [[5, "5 or less"], [6, "6"], [7, "7"], [8, "8"], [9, "9"], [10, "10"]], rating.rpe, (rpe) => change({rpe})) : null,
    choices("Your legs", LEGS, rating.leg, (leg) => change({leg})),
    el("p", {class: "row"}, number(`Load, ${unit}`, amount(rating.load_kg), 2000, "any", (value) => { rating.load_kg = Math.round(typed(value) * 1e6) / 1e6; }),
      number("Reps", rating.reps, 200, 1, (value) => { rating.reps = Math.round(value); rating.inside = []; })),
    rating.kind === "main" ? el("label", {class: "choice"}, el("input", {type: "checkbox", checked: rating.stopped, onchange: (event) => { rating.stopped = event.target.checked; }}), " A rep stopped moving") : null,
    el("button", {class: "main huge", type: "button", id: "keep", disabled: rating.pain === null, onclick: keepRated}, "Keep it"),
    el("button", {type: "button", class: "quiet", onclick: () => { rating = null; cluster = null; draw(); }}, "Not yet"),
  ].filter(Boolean);
}

function keepRated() {
  const {load_kg, reps, inside, pain, rpe, leg, stopped} = rating, felt = {load_kg, reps, inside, pain, rpe, leg, stopped};
  if (rating.kind === "main") keepMain(rating, felt);
  else tap(rating.step, rating.at, {...felt, number: rating.number});
  rating = cluster = chosen = null;
  // Where the hinge ends, why is said before anything else is done.
  if (script.main && mainState().step === "end") chosen = script.steps.findIndex((step) => step.kind === "main");
  draw();
}

// --- taps ----------------------------------------------------------------------------------------

function tap(step, at, more) {
  const number = more.number ?? 1;
  const planned = step.kind === "ramp" ? {planned_load_kg: step.load_kg, planned_reps: step.reps, raised_cm: step.raised_cm} : {};
  send({exercise: step.exercise, kind: step.kind, ...planned, ...more, number, token: tokenOf(step, at)});
}

function swap(step, at, key) {
  send({exercise: step.exercise, kind: step.kind, number: 1, skipped: true, why: "I did something else", token: tokenOf(step, at)});
  send({exercise: key, kind: step.kind, number: 1, token: `${script.on}/${step.kind}/${key}/${at}`});
}

function keepMain(begin, more) {
  const way = script.ways[begin.way], raised_cm = way.raised_cm;
  send({exercise: way.exercise, kind: "main", number: begin.number, planned_load_kg: way.load_kg, planned_reps: way.reps, raised_cm, ...more,
    token: tokenOf({kind: "main", exercise: way.exercise, raised_cm, number: begin.number})});
}

function send(body) {
  const {tap: _, ...rest} = body;
  store.tap({tap: "set", on: script.on, ...rest});
}

function takeBack(one) {
  store.tap({tap: "gone", on: script.on, token: one.token});
  draw();
}

// --- what was done, the hour after, the next morning ------------------------------------------------

/** In the order of the session: where its step stands, then which set it is. */
function placeOf(one) {
  const main = script.steps.findIndex((step) => step.kind === "main"), own = Number(one.token.split("/").at(-1));
  return [one.kind === "main" ? main : own, one.number];
}

function drawDone() {
  const sets = [...setsByToken().values()].sort((a, b) => placeOf(a)[0] - placeOf(b)[0] || placeOf(a)[1] - placeOf(b)[1]);
  get("done").hidden = !sets.length;
  get("list").replaceChildren(...sets.map((one) => el("li", {}, el("span", {}, lineOf(one)),
    el("button", {type: "button", class: "quiet", "aria-label": `Take back ${lineOf(one)}`, onclick: () => takeBack(one)}, "Take it back"))));
}

function lineOf(one) {
  const name = script.ways.find((way) => way.exercise === one.exercise)?.name ?? nameOf(one.exercise);
  if (one.skipped) return `${name}: left out${one.why ? ` (${one.why.toLowerCase()})` : ""}`;
  const what = one.reps ? `, ${dose({inside: [], raised_cm: 0, ...one})}` : "";
  return `${name}${what}${one.pain !== null && one.pain !== undefined ? `, pain ${one.pain}` : ""}${one.rpe ? `, RPE ${one.rpe}` : ""}`;
}

function nameOf(key) {
  for (const step of script.steps) {
    if (step.exercise === key) return step.name;
    const found = step.swaps.find(([other]) => other === key);
    if (found) return found[1];
  }
  return key;
}

function lifts() {
  const found = new Map();
  for (const one of mainSets()) if (!one.skipped && one.reps) found.set(`${one.exercise}/${one.raised_cm}`, one);
  return [...found.values()];
}

function ending() {
  const asked = lifts().map((one) => {
    const token = `${script.on}/after/${one.exercise}/${one.raised_cm}`, known = store.of(script.on, "after").find((tapped) => tapped.token === token);
    return choices(`Within an hour: the worst pain after ${lineOf({exercise: one.exercise}).toLowerCase()}`, numbers(0, 10), known?.pain ?? null,
      (pain) => { store.tap({tap: "after", on: script.on, token, exercise: one.exercise, raised_cm: one.raised_cm, pain}); draw(); }, "eleven");
  });
  return [el("h1", {}, "That is all for today."), ...asked,
    el("p", {}, asked.length ? "Tomorrow, tell how you woke up: open this page, or the plan. It says how today was." : "")];
}

const today = () => { const now = new Date(); return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`; };
const morningIsDue = () => today() > script.on && lifts().length > 0;

function morning() {
  const on = today(), token = `${on}/morning`, known = store.of(on, "morning").find((one) => one.token === token);
  return [el("h1", {}, "Good morning"), choices("How much did it hurt on waking?", numbers(0, 10), known?.pain ?? null,
    (pain) => { store.tap({tap: "morning", on, token, pain}); draw(); }, "eleven"),
    known ? el("p", {}, el("a", {class: "button main", href: room.dataset.plan}, "See what it changes in the plan")) : null].filter(Boolean);
}

// --- around it -------------------------------------------------------------------------------------

function told() {
  const box = get("kept"), words = store.refused || KEEPS[store.state];
  if (box.textContent !== words) box.textContent = words;
  box.dataset.state = store.state;
}

function shown(timer_) {
  const box = get("timer");
  box.hidden = !timer_.now;
  if (!timer_.now) return;
  const {words, then} = timer_.now;
  get("timer-words").textContent = timer_.left > 0 ? `${words} ${then}`.trim() : "Go when you are ready";
  get("clock").textContent = clock(timer_.left);
  box.classList.toggle("over", timer_.left <= 0);
  if (!get("timer-buttons").childElementCount) get("timer-buttons").append(el("button", {type: "button", onclick: () => timer.stop()}, "Close the clock"));
}

get("stop").replaceChildren(...script.stop.map((text) => el("li", {}, text)));
get("camera").addEventListener("change", async (event) => {
  const [file] = event.target.files, words = get("film-words"), state = mainState(), way = script.ways[state.way ?? 0];
  event.target.value = "";
  if (!file) return;
  words.textContent = "Sending the clip…";
  const told = {file: file.name, kind: "lift", load: `${way.load_kg} kg`, raised: `${way.raised_cm} cm`};
  try {
    const {kept, refused} = await sendClip(room.dataset.clips, told, file);
    if (kept) watchClip(kept.address, words);
    else words.textContent = refused;
  } catch {
    words.textContent = "liftwell does not answer, so that the clip stays on this phone. Send it later from Lifts.";
  }
});

/** Whether the clip was filmed well is known within seconds, long before it is measured. */
function watchClip(lift, words) {
  let checked = "It could not be measured; its page says why.";
  words.textContent = "Looking how it was filmed…";
  listen(`${lift}/progress`, (heard) => { if (heard.checked) words.textContent = checked = heard.checked; },
    () => words.replaceChildren(`${checked} `, el("a", {href: lift}, "Open it")));
}

addEventListener("online", () => store.send());
addEventListener("pageshow", () => { store.read(); draw(); store.send(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) { timer.tick(); store.send(); draw(); keepAwake(); } });
async function keepAwake() {
  try { await navigator.wakeLock?.request("screen"); } catch { /* the phone says no */ }
}
addEventListener("pointerdown", keepAwake, {once: true});

// --- what this phone can do ------------------------------------------------------------------------

/** Whether this page will open without a line: the worker is there, and has kept the page and all that it has loaded. */
async function opensAlone() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return false;
  const page = navigator.serviceWorker.controller ? [] : [location.pathname];  // else it came by the worker, and is kept
  await navigator.serviceWorker.register("/sw.js");
  const {active} = await navigator.serviceWorker.ready, {port1, port2} = new MessageChannel();
  const loaded = performance.getEntriesByType("resource").map(({name}) => name).filter((one) => one.startsWith(`${location.origin}/static/`));
  active.postMessage([...page, ...loaded], [port2]);
  return new Promise((found) => { port1.onmessage = ({data}) => found(data); });
}

/** The levels of the guide, as this browser reaches them. */
function levels(installed) {
  const reached = {always: true, warned: isSecureContext, installed};
  for (const line of document.querySelectorAll("[data-level]")) {
    const has = reached[line.dataset.level];
    line.classList.toggle("has", has);
    line.querySelector(".mark").textContent = has ? "✓" : "–";
  }
}
levels(false);
opensAlone().then(levels, () => {});
draw();
