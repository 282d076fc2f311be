// How far a clip is being measured, from the stream of the server into a box with a bar and words.

/** Follow the stream that `box` names; `ended` is called when there is no more to come. */
export function follow(box, ended) {
  const source = new EventSource(box.dataset.progress);
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    box.querySelector("progress").value = told.share;
    const words = box.querySelector(".words");
    if (words.textContent !== told.words) words.textContent = told.words;
    const checked = box.querySelector(".checked");
    if (checked && told.checked && checked.textContent !== told.checked) checked.textContent = told.checked;
  });
  source.addEventListener("end", () => { source.close(); ended(); });
  return source;
}
