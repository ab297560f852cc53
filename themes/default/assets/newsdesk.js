// What a page does beyond being read, all optional.

const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60]];
const DAY = 86400;
const OLD = 365 * DAY; // seconds after which an article says its age
export const MINUTE = 60000;

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// News is fetched with "no-cache": the host is asked whether what is kept is still so.
export async function fetched(address, cache = "default") {
  const answer = await fetch(address, { cache, mode: "same-origin", headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const since = (moment) => (Date.now() - new Date(moment)) / 1000;

// "1 year ago" may be 17 months, "last year" may not.
function ago(time) {
  const seconds = since(time.dateTime);
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["minute", 60];
  const words = new Intl.RelativeTimeFormat(time.closest("[lang]").lang, { numeric: unit === "minute" ? "auto" : "always" });
  return words.format(-Math.round(seconds / size), unit);
}

// What the page cannot know: how long ago it was, and that coverage ended.
export function tellTimes(within = document) {
  for (const label of all(".label-live", within)) if (since(label.dataset.since) > DAY) label.remove();
  for (const time of all(".card .times time, .byline .published", within)) {
    const seconds = since(time.dateTime);
    if (!(seconds >= 0 && seconds < DAY)) continue;
    time.title ||= time.textContent;
    time.textContent = time.classList.contains("published") ? `${time.title} (${ago(time)})` : ago(time);
  }
}

function tellAge() {
  const notice = find(".age");
  const published = find(".byline .published");
  if (!notice || !published || since(published.dateTime) < OLD) return;
  notice.textContent = notice.textContent.replace("{time}", ago(published));
  notice.hidden = false;
}

function markSection() {
  const here = document.body.dataset.section;
  for (const link of all(".sections a")) {
    if (link.dataset.section !== here) continue;
    link.ariaCurrent = link.pathname === location.pathname ? "page" : "true";
    const menu = link.closest("ul");
    document.fonts.ready.then(() => (menu.scrollLeft += link.getBoundingClientRect().left - menu.getBoundingClientRect().left));
  }
}

// The rail shows the newest headlines, a storyline what is newer than the article.
async function fillFeed(section) {
  const list = find("ul.lines", section);
  const latest = (await fetched(section.dataset.latest, "no-cache")).querySelector("ul.lines");
  if (!list || !latest) return;
  const age = list.hidden ? since(find(".byline .published").dateTime) : Infinity;
  for (const line of all(".line", latest)) {
    if (since(find("time", line).dateTime) > age || find("a", line).pathname === location.pathname) line.remove();
  }
  for (const date of all(".date", latest)) if (!date.nextElementSibling?.matches(".line")) date.remove();
  tellTimes(latest);
  if (latest.children.length) list.replaceWith(latest);
}

async function tellBreaking() {
  if (find(".breaking")) return settleNews();
  const fragment = await fetched(find(".masthead").dataset.breaking, "no-cache");
  const news = find(".breaking", fragment);
  if (!news) return;
  news.classList.add("late"); // at the foot of the window, where it moves nothing
  document.body.append(news);
  settleNews();
}

// A banner goes when its time is over, or when the reader dismisses it; the next one is another.
function settleNews() {
  for (const news of all(".breaking")) {
    const said = news.textContent;
    if (since(news.dataset.until) >= 0 || sessionStorage.dismissed === said) return news.remove();
    const button = find("button", news);
    button.hidden = false;
    button.onclick = () => {
      sessionStorage.dismissed = said;
      news.remove();
      find("main").focus({ preventScroll: true });
    };
  }
}

const quietly = (work) => work.catch(() => {}); // a reader who is offline keeps what the page came with

tellTimes();
tellAge();
markSection();
setInterval(() => tellTimes(), MINUTE);
quietly(tellBreaking());
for (const section of all(".news-feed, .storyline[data-latest]")) quietly(fillFeed(section));
if (find("main > .feed")) import("./feed.js");
if (find(".actions, [data-embed]")) import("./reading.js");
