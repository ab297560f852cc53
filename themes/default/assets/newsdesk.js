// Fills the news feed of an old article with the newest headlines. Without this script the neighbours stay there.

const feed = document.querySelector("section.news-feed[data-latest]");

async function fillFeed(section) {
  const list = section.querySelector("ul.lines");
  const answer = await fetch(section.dataset.latest);
  if (!list || !answer.ok) return;
  const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
  const latest = fragment.querySelector("ul.lines");
  if (!latest || !latest.children.length) return;
  for (const line of [...latest.children]) {
    const link = line.querySelector("a[href]");
    if (link && new URL(link.getAttribute("href"), location.href).pathname === location.pathname) line.remove();
  }
  list.replaceWith(document.importNode(latest, true));
}

if (feed) fillFeed(feed).catch(() => {}); // a reader who is offline keeps what the page came with
