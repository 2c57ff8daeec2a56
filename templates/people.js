// People: of each a sentence, in a file of its own, which is asked for once the page stands. What came from outside is
// only ever set as text.
let everybody = { documents: [], people: [] };
const people = document.getElementById("people");
const MOST = 50;
const missing = new Set(people.dataset.missing.split(" "));
const line = ([sentence, file, cell]) => {
  const item = document.createElement("li");
  item.textContent = sentence;
  const page = everybody.documents[file];
  if (!missing.has(page)) {
    const link = document.createElement("a");
    link.href = `${people.dataset.pages}/${page}.html#${cell}`;
    link.className = "nowrap";
    link.textContent = "程序怎样读这个文件";
    item.append(" ", link);
  }
  return item;
};
searches.push((words, fits) => {
  const fitting = words.length ? everybody.people.filter(([sentence]) => fits(sentence)) : [];
  const lines = fitting.slice(0, MOST).map(line);
  if (fitting.length > MOST) {
    const more = document.createElement("li");
    more.textContent = `还有 ${fitting.length - MOST} 条，请多写几个字。`;
    lines.push(more);
  }
  people.querySelector("ul").replaceChildren(...lines);
  show(people, fitting.length > 0);
  return fitting.length;
});
addEventListener("load", () => {
  const script = document.createElement("script");
  script.src = people.dataset.search;
  script.addEventListener("load", () => find.dispatchEvent(new Event("input")));
  document.body.append(script);
});
