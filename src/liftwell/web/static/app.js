// What every page does: the switch of colours, messages that can be closed, and the place of the tabs on a phone.

const root = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

document.getElementById("theme").addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it holds for this page */ }
  dispatchEvent(new Event("theme"));
});
system.addEventListener("change", () => dispatchEvent(new Event("theme")));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) document.getElementById("said").replaceChildren();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.getElementById("said").replaceChildren();
});
document.addEventListener("htmx:sendError", () => say("liftwell does not answer. Is it still running? Start it again with: liftwell serve"));
document.addEventListener("htmx:beforeRequest", () => document.getElementById("said").replaceChildren());

const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - 40;

/** One sentence where everyone sees and hears it. */
export function say(sentence) {
  const line = document.createElement("p"), close = document.createElement("button");
  line.className = "said wrong";
  close.className = "quiet";
  close.dataset.close = "";
  close.textContent = "Close";
  line.append(sentence + " ", close);
  document.getElementById("said").replaceChildren(line);
}
