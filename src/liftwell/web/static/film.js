// The camera of the phone in the page: is it upright and level, light and sharp enough, quick enough; then record and send.
import { sendClip } from "./clip_sending.js";

const get = (id) => document.getElementById(id), room = get("film"), video = get("camera");
const DARK = 55, BRIGHT = 235, TILT_DEG = 4, LEAST_RATE = 24;  // light: mean of 0 to 255; judgement, looked at on clips
let tilt = null, recorder = null, parts = [];

const say = (text) => { get("words").textContent = text; };

get("start").addEventListener("click", async () => {
  if (!navigator.mediaDevices) return say("This browser shows the camera over HTTPS alone; film with the phone's own camera instead.");
  try {
    await DeviceOrientationEvent.requestPermission?.();
  } catch { /* without it nothing is said about how level the phone is */ }
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({audio: false, video: {facingMode: "environment", width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 60}}});
  } catch {
    return say("The camera may not be used; allow it in the browser, or film with the phone's own camera.");
  }
  await video.play();
  get("view").hidden = get("record").hidden = false;
  get("start").hidden = true;
  navigator.wakeLock?.request("screen").catch(() => {});
  setInterval(advise, 500);
  advise();
});
addEventListener("deviceorientation", (event) => { if (event.gamma !== null) tilt = tiltOf(event.beta, event.gamma); });

/** How far the phone leans in the picture's plane, in degrees, held upright or on its side. */
export function tiltOf(beta, gamma) {
  const aside = Math.abs(gamma) > 45;  // on its side the other axis tells it
  return aside ? Math.abs(beta) : Math.abs(gamma);
}

/** What of the picture is amiss: [good, words] for light, level, rate and shape. */
export function advice({light, tilt_deg, rate, width, height}) {
  const found = [];
  found.push(light < DARK ? [false, "It is dark here: more light, or another place."] : light > BRIGHT ? [false, "The light blinds the camera: turn it away from the window."] : [true, "Light enough."]);
  if (tilt_deg !== null) found.push(tilt_deg > TILT_DEG ? [false, `The phone leans by ${Math.round(tilt_deg)}°: set it level.`] : [true, "Level."]);
  if (rate) found.push(rate < LEAST_RATE ? [false, "Too few pictures a second for the speed of the bar."] : [true, `${Math.round(rate)} pictures a second.`]);
  if (height < width) found.push([true, "On its side is fine if head, feet and plates are all in the picture."]);
  return found;
}

function advise() {
  const small = document.createElement("canvas");
  small.width = 32;
  small.height = 32;
  const brush = small.getContext("2d", {willReadFrequently: true});
  brush.drawImage(video, 0, 0, 32, 32);
  const {data} = brush.getImageData(0, 0, 32, 32);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  const {frameRate} = video.srcObject.getVideoTracks()[0].getSettings();
  const told = advice({light: sum / 1024, tilt_deg: tilt, rate: frameRate, width: video.videoWidth, height: video.videoHeight});
  const lines = told.map(([good, words]) => Object.assign(document.createElement("li"), {textContent: words, className: good ? "" : "amiss"}));
  if (get("advice").textContent !== told.map(([, words]) => words).join("")) get("advice").replaceChildren(...lines);
}

get("record").addEventListener("click", () => {
  if (recorder) return recorder.stop();
  const kind = ["video/mp4", "video/webm"].find((one) => MediaRecorder.isTypeSupported(one));
  recorder = new MediaRecorder(video.srcObject, {mimeType: kind, videoBitsPerSecond: 8_000_000});
  parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => { const film = new Blob(parts, {type: kind}); recorder = null; shown(); send(film, kind); });
  recorder.start(1000);
  shown();
});

function shown() {
  get("record").textContent = recorder ? "Stop" : "Record";
  get("record").classList.toggle("on", Boolean(recorder));
}

async function send(film, kind) {
  say("Sending the clip…");
  const told = {file: `set.${kind.split("/")[1]}`, kind: "lift", load: get("load").value};
  try {
    const {refused} = await sendClip(room.dataset.address, told, film);
    if (refused !== undefined) return say(refused);
    location.assign(room.dataset.lifts);
  } catch {
    const again = Object.assign(document.createElement("button"), {type: "button", textContent: "Send it again", onclick: () => send(film, kind)});
    const keep = Object.assign(document.createElement("a"), {className: "button", textContent: "Save it on this phone", href: URL.createObjectURL(film), download: told.file});
    get("words").replaceChildren("liftwell does not answer; the clip is still here. ", again, " ", keep);
  }
}
