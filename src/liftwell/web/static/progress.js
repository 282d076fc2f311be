// How far a clip is being measured, from the stream of the server into a box with a bar and words.

/** Hear what the stream at `address` tells; `ended` is called when there is no more to come. */
export function listen(address, heard, ended) {
  const source = new EventSource(address);
  source.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  source.addEventListener("end", () => { source.close(); ended(); });
  return source;
}

/** Show in `box` what the stream that it names tells. */
export function follow(box, ended) {
  return listen(box.dataset.progress, (told) => {
    box.querySelector("progress").value = told.share;
    const words = box.querySelector(".words");
    if (words.textContent !== told.words) words.textContent = told.words;
    const checked = box.querySelector(".checked");
    if (checked && told.checked && checked.textContent !== told.checked) checked.textContent = told.checked;
  }, ended);
}
