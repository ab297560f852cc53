// A feed that grows at both ends: by "Show more", and by what was published since.

import { all, fetched, find, MINUTE, tellTimes } from "./newsdesk.js";

// Right in main: the HTML of a text may look like them.
const feed = find("main > .feed");
const nextLink = (page) => find("main > .pages [rel='next']", page);

function prepare(link) {
  const pages = link.closest(".pages");
  link.textContent = pages.dataset.more;
  link.onclick = async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    link.textContent = pages.dataset.loading;
    link.ariaBusy = "true";
    try {
      const first = await append(link);
      remember((history.state?.more ?? 0) + 1);
      first?.focus({ preventScroll: true });
    } catch {
      location.assign(link.href); // it can still be visited
    }
  };
}

// Append the page behind a link; return the first headline of what came.
async function append(link) {
  const page = await fetched(link.href);
  const last = all(".group", feed).at(-1);
  const fresh = [];
  for (const group of all(".feed .group", page)) {
    const rows = all(".row", group);
    fresh.push(...rows);
    const date = (one) => find("h2 time", one).dateTime;
    if (last && date(last) === date(group)) all(".row", last).at(-1).after(...rows);
    else feed.append(group);
  }
  tellTimes(feed);
  const older = nextLink(page);
  if (older) {
    link.href = older.href;
    link.textContent = link.closest(".pages").dataset.more;
    link.ariaBusy = null;
  } else {
    const end = find(".end", page);
    if (end) link.closest(".pages").after(end);
    link.remove();
  }
  return fresh[0]?.querySelector("h3 a");
}

// How far the reader went is kept for the way back.
function remember(more) {
  history.replaceState({ ...history.state, more, scrolled: scrollY }, "");
}

async function restore(depth, scrolled) {
  history.scrollRestoration = "manual";
  try {
    for (let page = 0; page < depth && nextLink(); page++) await append(nextLink());
    scrollTo({ top: scrolled, behavior: "instant" });
  } catch {
    history.replaceState({}, "");
  }
  history.scrollRestoration = "auto";
}

addEventListener("pagehide", () => {
  if (history.state?.more) remember(history.state.more);
});

function watch() {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "fresh", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "unseen", role: "status" });
  feed.prepend(told, button);
  button.onclick = () => {
    history.replaceState(null, ""); // to where the new ones are
    feed.scrollIntoView({ behavior: "instant" });
    location.reload();
  };
  const peek = () => look(button, told).catch(() => {});
  setInterval(peek, MINUTE);
  document.addEventListener("visibilitychange", peek);
}

async function look(button, told) {
  if (document.hidden) return;
  const known = new Set(all(".row h3 a", feed).map((link) => link.pathname));
  const newest = all(".feed .row h3 a", await fetched(feed.dataset.latest, "no-cache"));
  const fresh = newest.findIndex((link) => known.has(link.pathname));
  const count = fresh < 0 ? newest.length : fresh;
  if (!count) return;
  const forms = JSON.parse(feed.dataset.fresh);
  const form = forms[new Intl.PluralRules(forms.lang).select(count)] ?? forms.other;
  button.textContent = told.textContent = form.replace("{count}", count.toLocaleString(forms.lang));
  button.hidden = false;
}

const depth = history.state?.more;
if (nextLink()) prepare(nextLink());
if (depth) restore(depth, history.state.scrolled);
if (feed.dataset.latest) watch();
