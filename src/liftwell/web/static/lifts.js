// Clips are sent one after the other, each with its own line; the list shows how far each is being measured.
import { say } from "./app.js";
import { addressOf } from "./clip_sending.js";
import { follow } from "./progress.js";

const form = document.getElementById("send"), lines = document.getElementById("sending"), list = document.getElementById("list");
const MOST = 2 * 1024 ** 3;
let turn = Promise.resolve();

for (const id of ["files", "camera"]) {
  const input = document.getElementById(id);
  const take = () => {
    add([...input.files]);
    input.value = "";
  };
  input.addEventListener("change", take);
  if (input.files.length) queueMicrotask(take);  // chosen before this script was there
}
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  add(event.dataTransfer.files);
});

function add(files) {
  for (const file of files) {
    const told = new FormData(form), line = lineOf(file);  // as it was said when the clip was chosen
    turn = turn.then(() => send(file, told, line));
  }
}

function send(file, told, line) {
  return new Promise((done) => {
    const end = (sentence) => { line.end(sentence); done(); };
    if (file.size > MOST) return end("A clip may have 2 GB; cut it to the one set.");
    if (!file.size) return end("This file is empty; choose the clip again.");
    const said = [...told].filter(([, value]) => typeof value === "string");
    const address = addressOf(form.dataset.address, [["file", file.name], ...said]);
    const request = new XMLHttpRequest();
    request.open("PUT", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => line.tell(event.loaded / event.total));
    request.addEventListener("load", () => {
      if (request.status >= 300) return end(request.responseText.trim());
      if (JSON.parse(request.responseText).known) say(`${file.name} is there already.`);
      line.end("");
      htmx.trigger(list, "renew");
      done();
    });
    request.addEventListener("error", () => end("liftwell did not take it. Is it still running, and is there room on the disk?"));
    line.stop(() => { request.abort(); end("Not sent."); });
    request.send(file);
  });
}

function lineOf(file) {
  const item = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress");
  const words = document.createElement("span"), button = document.createElement("button");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${file.name}`);
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Cancel";
  item.append(name, bar, words, button);
  lines.append(item);
  return {
    tell: (share) => { bar.value = share; words.textContent = share < 1 ? `${Math.round(100 * share)} %` : "Sent"; },
    stop: (act) => button.addEventListener("click", act),
    end: (sentence) => {
      if (!sentence) return item.remove();
      bar.remove();
      words.textContent = sentence;
      words.className = "wrong-words";
      button.replaceWith(Object.assign(document.createElement("button"), {
        type: "button", className: "quiet", textContent: "Close", onclick: () => item.remove(),
      }));
    },
  };
}

// --- how far each is measured ---

const open = new Map();
function watch() {
  for (const box of list.querySelectorAll("[data-progress]")) {
    const address = box.dataset.progress;
    if (open.get(address)?.box === box) continue;
    open.get(address)?.source.close();
    const source = follow(box, () => {
      open.delete(address);
      htmx.trigger(list, "renew");
    });
    open.set(address, {box, source});
  }
  for (const [address, {box, source}] of open) if (!box.isConnected) { source.close(); open.delete(address); }
}
watch();
list.addEventListener("htmx:afterSwap", watch);
