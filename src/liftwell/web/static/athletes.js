// The filter of the list: rows without what is typed are hidden.
const filter = document.getElementById("filter"), rows = [...document.querySelectorAll("#athletes tbody tr")];
filter.addEventListener("input", () => {
  const asked = filter.value.trim().toLowerCase();
  for (const row of rows) row.hidden = asked !== "" && !row.textContent.toLowerCase().includes(asked);
});
