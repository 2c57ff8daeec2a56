// A newer page: a file beside this one says which page lies there now. It is asked for again and again, by a script,
// since a page from a disk may read nothing else. Nothing is reloaded unasked; what was typed, sorted, opened and where
// one was stays.
const newer = document.getElementById("newer");
const newest = (stamp) => show(newer, stamp !== newer.dataset.stamp);
const ask = () => {
  if (document.hidden) return;
  const script = document.createElement("script");
  script.src = `${newer.dataset.script}?${Date.now()}`;
  for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
  document.body.append(script);
};
setInterval(ask, newer.dataset.seconds * 1000);
document.addEventListener("visibilitychange", ask);
// What a newer page has, too, by what it is called there: headings that were pressed, and what unfolds.
const listed = (table) => { let above = table; while (above && !above.id) above = above.previousElementSibling; return above?.id; };
const headings = [...document.querySelectorAll("th[aria-sort]")].map((one) => [`${listed(one.closest("table"))} ${one.dataset.title}`, one]);
const folded = [...document.querySelectorAll("details")].map((one) => [one.dataset.files ?? "", one]);
newer.firstElementChild.addEventListener("click", () => {
  const sorted = headings.map(([name, one]) => [name, one.getAttribute("aria-sort")]);
  const open = folded.map(([name, one]) => [name, one.open]);
  history.scrollRestoration = "manual";
  history.replaceState({ find: find.value, sorted, open, top: scrollY }, "");
  location.reload();
});
addEventListener("load", () => {
  const kept = history.state;
  if (!kept) return;
  history.replaceState(null, "");
  history.scrollRestoration = "auto";
  find.value = kept.find;
  find.dispatchEvent(new Event("input"));
  const [sorted, open] = [new Map(kept.sorted), new Map(kept.open)];
  for (const [name, one] of headings) {
    const presses = ["none", "ascending", "descending"].indexOf(sorted.get(name) ?? "none");
    for (let press = 0; press < presses; press += 1) one.firstElementChild.click();
  }
  for (const [name, one] of folded) one.open = open.get(name) ?? one.open;
  scrollTo(0, kept.top);
  // Once more when the people are there, who stand above.
  find.addEventListener("input", (event) => event.isTrusted || scrollTo(0, kept.top), { once: true });
});
