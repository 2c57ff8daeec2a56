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
// Searching: every word must stand somewhere in the row of a table, or in the name of a file and its batch.
const find = document.getElementById("find");
const found = document.getElementById("found");
const searches = []; // what else a page searches: each shows what fits and gives how many
const show = (element, fits) => element.classList.toggle("none", !fits);
find.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
  let total = 0;
  for (const table of document.querySelectorAll("table.sortable")) {
    const rows = [...table.tBodies[0].rows];
    const fitting = rows.filter((row) => fits(row.textContent));
    rows.forEach((row) => show(row, fitting.includes(row)));
    show(table.nextElementSibling, fitting.length === 0);
    total += fitting.length;
  }
  for (const group of document.querySelectorAll("[data-files]")) {
    const files = [...group.querySelectorAll(".files li")];
    const fitting = files.filter((file) => fits(group.dataset.files + " " + file.textContent));
    files.forEach((file) => show(file, fitting.includes(file)));
    if (group.tagName === "DETAILS" && words.length) group.open = fitting.length > 0;
    total += fitting.length;
  }
  for (const search of searches) total += search(words, fits);
  found.textContent = words.length ? `找到 ${total} 项` : "";
});
