"use strict";
// Sorting: a heading is a button; the second press turns the order round. Numbers by value, text as Chinese sorts it.
const order = new Intl.Collator("zh-CN", { numeric: true });
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => heading.firstElementChild.addEventListener("click", () => {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    headings.forEach((other) => other.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const text = (row) => row.cells[column].textContent.trim();
    const rows = [...table.tBodies[0].rows].sort((a, b) => order.compare(text(a), text(b)) * (up ? 1 : -1));
    table.tBodies[0].append(...rows);
  }));
}
// Searching: every word must stand somewhere in the row.
const find = document.getElementById("find");
find.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const table of document.querySelectorAll("table.sortable")) {
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      row.classList.toggle("none", !fits);
      shown += fits ? 1 : 0;
    }
    table.nextElementSibling.classList.toggle("none", shown > 0);
  }
});
