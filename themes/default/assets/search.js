// Finds articles by their words, month by month, the newest first.

import { find } from "./newsdesk.js";

const form = find("form.search");
const list = find(".search-results");
const status = find(".search-status");
const older = find(".search-older");
const { months: folder, found, none, failed } = form.dataset;
const ENOUGH = 20; // results after which older months wait

// "Cafe" finds "café".
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

async function file(name) {
  const answer = await fetch(`${folder}${name}.json`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

function matches(hit, wanted) {
  const words = wordsOf([hit[1], hit[2], hit[5]].join(" "));
  return wanted.every((one) => words.some((word) => word.startsWith(one)));
}

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function result([href, title, summary, date, lang]) {
  const item = document.createElement("li");
  const day = new Date(date.slice(0, 10)).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const heading = element("h2", "", { lang, dir: "auto" });
  heading.append(element("a", title, { href }));
  item.append(element("time", day, { dateTime: date }), heading, element("p", summary, { lang, dir: "auto", className: "summary" }));
  return item;
}

let asked = 0; // a newer question stops an older one

async function search(question) {
  const mine = ++asked;
  const wanted = wordsOf(question);
  list.replaceChildren();
  older.hidden = true;
  status.textContent = "";
  if (!wanted.length) return;
  const months = await file("index");
  const look = async (enough) => {
    older.hidden = true;
    while (months.length && list.children.length < enough) {
      const hits = await file(months.shift());
      if (mine !== asked) return;
      list.append(...hits.filter((hit) => matches(hit, wanted)).map(result));
    }
    if (mine !== asked) return;
    const count = list.children.length;
    status.textContent = count || months.length ? found.replace("{n}", count) : none;
    older.hidden = !months.length;
  };
  older.onclick = () => look(list.children.length + ENOUGH).catch(tell);
  await look(ENOUGH);
}

const tell = () => (status.textContent = failed);
const ask = () => {
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  search(form.q.value).catch(tell);
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams(new FormData(form))}`);
  ask();
});
addEventListener("popstate", ask);
ask();
