// What if: the sliders choose a cell of the grid that the server worked out; the figure goes there, the numbers are there.
import { body } from "./whatif_figure.js";

const get = (id) => document.getElementById(id), box = get("whatif"), words = box.dataset;
const data = JSON.parse(get("whatif-data").textContent), titles = JSON.parse(words.titles);
const form = get("sliders"), today = data.today, figure = body(box.querySelector(".steered"), data);
const NM = 10, PER_KG = 1e4;

// --- where the sliders stand ---

const input = (name) => form.elements[name];

function state() {
  const lift = input("lift").value, raised = Number(input("raised").value), plate = Number(input("plate").value);
  const floor = data.lifts[lift].floor, steps = Math.round(raised + (plate - today.plate) / 2) - data.first;
  const cell = data.lifts[lift].cells[floor ? steps : 0];
  return { lift, raised, plate, floor, cell, kg: loadOf(lift) };
}

/** The load in kg; where the slider is as near to today's as it gets, that of today. */
function loadOf(lift) {
  if (!input("load")) return null;
  const told = Number(input("load").value) * data.kg, step = Number(input("load").step) * data.kg;
  const kg = Math.abs(told - today.kg) < step / 2 ? today.kg : told;
  return Math.min(kg, data.lifts[lift].most);
}

// --- numbers ---

/** Halves go to the even number, as in the report. */
function whole(value) {
  const low = Math.floor(value), over = value - low;
  return over === 0.5 ? low + (low % 2 ? 1 : 0) : Math.round(value) || 0;
}

function momentOf(cell, joint, kg) {
  const lines = data.moments[cell][joint][0];
  let most = -Infinity;
  for (let n = 0; n < lines.length; n += 2) most = Math.max(most, lines[n] / NM + lines[n + 1] / PER_KG * kg);
  return most;
}

/** What is linear in the load has a parabola for a variance, told by three of its points. */
function errorOf(errors, kg) {
  const weight = (n) => data.loads.reduce((all, load, k) => (k === n ? all : all * (kg - load) / (data.loads[n] - load)), 1);
  return Math.sqrt(Math.max(0, errors.reduce((sum, one, n) => sum + one * one * weight(n), 0)));
}

const isToday = (at) => at.lift === today.lift && at.kg === today.kg && bar(at) === today.raised;

function moment(at, joint) {
  if (isToday(at)) return data.was[joint];
  return `${whole(momentOf(at.cell, joint, at.kg))}±${whole(errorOf(data.moments[at.cell][joint][1], at.kg) / NM)} N·m`;
}

function change(at) {
  if (today.nm === null) return words.none;
  if (isToday(at)) return words.today;
  const percent = whole(100 * (momentOf(at.cell, 0, at.kg) / today.nm - 1));
  return `${percent > 0 ? "+" : ""}${percent}±${Math.max(1, whole(errorOf(data.moments[at.cell][3], at.kg) / 100))} %`;
}

/** How much higher (cm) than on the floor the plates of today would be to bring the bar where it is. */
const bar = (at) => at.raised + (at.plate - today.plate) / 2;

function write() {
  const at = state(), there = at.cell >= 0;
  get("raised-out").textContent = long(at.raised);
  get("plate-out").textContent = long(at.plate);
  for (const name of ["raised", "plate"]) input(name).disabled = !at.floor;
  get("raised-note").hidden = at.floor;
  for (const out of box.querySelectorAll("[data-text]")) {
    out.textContent = there ? data.texts[out.dataset.text][at.cell] : words.none;
  }
  for (const out of box.querySelectorAll("[data-moment]")) {
    const which = out.dataset.moment;
    out.textContent = there ? (which === "change" ? change(at) : moment(at, Number(which))) : words.none;
  }
  if (input("load")) writeLoad(at);
  get("key-back").textContent = there ? data.texts.back[at.cell] : words.none;
  get("state").textContent = titleOf(at);
  get("away").hidden = there;
  box.classList.toggle("away", !there);
  verdict(at, there);
  strip(at);
  figure.to(at.cell, at);
}

function writeLoad(at) {
  const told = Number(input("load").value) * data.kg, capped = told > data.lifts[at.lift].most;
  get("load-out").textContent = `${short(capped ? at.kg / data.kg : Number(input("load").value))} ${words.weight}`;
  get("load-note").hidden = !capped;
  get("load-note").textContent = capped ? words.capped : "";
}

function verdict(at, there) {
  const line = get("verdict"), fine = there && data.within[at.cell] === 1;
  const sentence = fine ? words.within : there && data.back[at.cell][0] <= 10 * data.mark ? words.may : words.over;
  line.textContent = there ? sentence.replace("{mark}", `${short(data.mark)}°`) : words.away;
  line.className = `verdict ${fine ? "good" : "watch"}`;
  const x = (degrees) => 8 + 244 * Math.min(1, Math.max(0, degrees / 45));
  const [value, sd] = there ? data.back[at.cell].map((one) => one / 10) : [0, 0];
  const set = (id, facts) => Object.entries(facts).forEach(([name, number]) => get(id).setAttribute(name, number.toFixed(1)));
  set("g-fine", { width: x(data.mark) - 8 });
  set("g-mark", { x1: x(data.mark), x2: x(data.mark) });
  set("g-sd", { x1: x(value - sd), x2: x(value + sd) });
  set("g-value", { cx: x(value) });
  get("g-value").classList.toggle("off", !there);
}

/** Under the slider of the height: from where on the low back keeps to the mark. */
let drawn = "";
function strip(at) {
  const svg = get("strip"), key = `${at.lift} ${at.plate}`;
  if (key === drawn) return;
  drawn = key;
  svg.replaceChildren();
  const most = Number(input("raised").max), cells = data.lifts[at.lift].cells;
  for (let cm = 0; cm <= most; cm++) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const cell = at.floor ? cells[Math.round(bar({ ...at, raised: cm })) - data.first] : cells[0];
    part.setAttribute("class", cell < 0 ? "s-away" : data.within[cell] ? "s-fine" : "s-over");
    for (const [name, value] of [["x", 100 * cm / (most + 1)], ["y", 0], ["width", 100 / (most + 1) + 0.1], ["height", 6]]) {
      part.setAttribute(name, value);
    }
    svg.append(part);
  }
}

const short = (number) => String(Math.round(10 * number) / 10);
const long = (cm) => `${short(cm / data.cm)} ${words.length}`;

function titleOf(at) {
  const name = titles[at.lift];
  const pattern = !at.floor ? words.air : at.raised ? words.blocks : words.floor;
  const title = pattern.replace("{name}", name).replace("{height}", long(at.raised));
  return at.floor && at.plate !== today.plate ? words.small.replace("{name}", title).replace("{plate}", long(at.plate)) : title;
}

// --- what a person does ---

form.addEventListener("input", write);
form.addEventListener("change", () => {
  const at = state(), address = new URL(location.href);
  for (const [name, value] of [["lift", at.lift], ["raised", at.raised], ["plate", at.plate], ["kg", at.kg]]) {
    if (value !== null) address.searchParams.set(name, Math.round(1000 * value) / 1000 || value);
  }
  history.replaceState(null, "", address);
  get("said-state").textContent = words.said.replace("{title}", titleOf(at))
    .replace("{back}", get("key-back").textContent).replace("{mark}", get("verdict").textContent);
});
form.addEventListener("submit", (event) => event.preventDefault());

function go(lift, raised, load) {
  input("lift").value = lift;
  input("raised").value = raised;
  input("plate").value = today.plate;
  if (input("load") && load !== null) input("load").value = load;
  write();
  form.dispatchEvent(new Event("change"));
}
get("to-today").addEventListener("click", () => go(today.lift, Math.round(today.raised), today.kg / data.kg));
get("to-best")?.addEventListener("click", (event) => {
  go(event.target.dataset.lift, event.target.dataset.raised, null);
  box.scrollIntoView({ block: "start" });
});

for (const cell of box.querySelectorAll("[data-was]")) {
  const was = data.was[cell.dataset.was];
  if (was) cell.textContent = was;
}
write();
figure.settle();
const chosen = form.querySelector(".chip :checked").parentElement;
chosen.parentElement.scrollLeft = chosen.offsetLeft - 20;
