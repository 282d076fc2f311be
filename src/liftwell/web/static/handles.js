// A handle over the film: dragged with mouse or finger, or moved by the arrow keys.

const STEPS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const FAR = 10;

/**
 * A handle on `stage`, which shows a picture of `size` pixels.
 *
 * name: how people call it; kind: its look; place: [x, y] in pixels of the picture; moved: called with a new place;
 * chosen: called when it is taken in hand.
 */
export function handleOn(stage, size, {name, kind, place, moved, chosen = () => {}}) {
  const button = document.createElement("button");
  let [x, y] = place, grip = null;
  button.type = "button";
  button.className = `handle ${kind}`;
  button.setAttribute("aria-label", name);
  put(x, y);

  function put(nextX, nextY) {
    x = Math.min(size[0], Math.max(0, nextX));
    y = Math.min(size[1], Math.max(0, nextY));
    button.style.left = `${(100 * x) / size[0]}%`;
    button.style.top = `${(100 * y) / size[1]}%`;
  }

  const move = (nextX, nextY) => { put(nextX, nextY); moved(x, y); };
  const step = (key, far) => move(x + (far ? FAR : 1) * STEPS[key][0], y + (far ? FAR : 1) * STEPS[key][1]);

  button.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    button.setPointerCapture(event.pointerId);
    const [atX, atY] = placeOf(event, stage, size);
    grip = [x - atX, y - atY];  // taken at its edge, it does not jump
    chosen();
  });
  button.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [atX, atY] = placeOf(event, stage, size);
    move(atX + grip[0], atY + grip[1]);
  });
  for (const end of ["pointerup", "pointercancel"]) button.addEventListener(end, () => { grip = null; });
  button.addEventListener("focus", chosen);
  button.addEventListener("keydown", (event) => {
    if (!STEPS[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    step(event.key, event.shiftKey);
  });
  stage.append(button);
  return {button, put, step, held: () => grip !== null};
}

/** Where a pointer is, in pixels of the picture that `stage` shows. */
export function placeOf(event, stage, size) {
  const box = stage.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width * size[0], (event.clientY - box.top) / box.height * size[1]];
}
