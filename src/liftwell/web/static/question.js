// A key for each answer: its number chooses, Enter goes on. A single choice needs no second tap on a question of one answer.
const form = document.getElementById("ask");
const inputs = [...form.querySelectorAll("input[name=value]")];

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  const number = Number(event.key), rating = form.querySelector(".rating");
  const one = event.key >= "0" && event.key <= "9" ? inputs[rating ? number : number - 1] : undefined;
  if (one && one.type !== "text") { one.click(); one.focus(); event.preventDefault(); }
  if (event.key === "Enter" && event.target.matches("input, body")) { event.preventDefault(); form.requestSubmit(document.getElementById("next")); }
});
if (inputs[0] && inputs.length === 1) inputs[0].focus();
