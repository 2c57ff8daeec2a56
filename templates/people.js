// People: of each a sentence, in a file of its own, which is asked for once the page stands. What came from outside is
// only ever set as text.
let everybody = { documents: [], people: [] };
const people = document.getElementById("people");
const MOST = 50;
const line = ([sentence, file, cell], explained) => {
  const item = document.createElement("li");
  item.textContent = sentence;
  const address = explained[everybody.documents[file]];
  if (address) {
    const link = document.createElement("a");
    link.href = `${address}#${cell}`;
    link.className = "nowrap";
    link.textContent = "程序怎样读这个文件";
    item.append(" ", link);
  }
  return item;
};
searches.push((words, fits) => {
  const fitting = words.length ? everybody.people.filter(([sentence]) => fits(sentence)) : [];
  const explained = JSON.parse(people.dataset.explained);
  const lines = fitting.slice(0, MOST).map((person) => line(person, explained));
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
