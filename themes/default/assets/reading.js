// What a reader may do with an article: share it, print it, play its video.

import { all, find } from "./newsdesk.js";

async function share(button, copied) {
  const url = find("link[rel='canonical']")?.href ?? location.href;
  const title = find("h1")?.textContent ?? document.title;
  if (navigator.share) return navigator.share({ title, url }).catch(() => {});
  await navigator.clipboard.writeText(url);
  const said = button.textContent;
  button.textContent = copied;
  setTimeout(() => (button.textContent = said), 3000);
}

function play(event, video) {
  event.preventDefault();
  const player = Object.assign(document.createElement("iframe"), { src: video.dataset.embed, title: find("a", video).textContent.trim(), allow: "fullscreen; autoplay", referrerPolicy: "no-referrer" });
  video.replaceChildren(player);
  player.focus();
}

for (const actions of all(".actions")) {
  actions.hidden = false;
  find(".print", actions)?.addEventListener("click", () => print());
  find(".share", actions)?.addEventListener("click", (event) => share(event.currentTarget, actions.dataset.copied));
}
for (const video of all("[data-embed]:not([data-embed=''])")) find("a", video).onclick = (event) => play(event, video);
