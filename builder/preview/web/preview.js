// Beside every page of a preview: what is wrong, what readers may not see, and the page as it is now.
const host = document.querySelector("newsdesk-preview");
const { source, label, etag, token } = host.dataset;
const SCROLL = `newsdesk-scroll ${location.pathname}`;
const HIDDEN = "newsdesk-hidden";
let number = Number(host.dataset.number);
let state = null;

const root = host.attachShadow({ mode: "open" });
const made = (name, text = "", attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const ask = (name, data) =>
  fetch(`/_newsdesk/${name}`, { method: "POST", headers: { "X-Newsdesk": token }, body: JSON.stringify(data) });

const open = (path, line = 1, column = 1) => async () => {
  const answer = await ask("open", { path, line, column });
  if (!answer.ok) bar.querySelector("output").textContent = await answer.text();
};

// ------------------------------------------------------------------------------------------------ the bar and the overlay

root.append(made("link", "", { rel: "stylesheet", href: "/_newsdesk/preview.css" }));
const overlay = made("section", "", { class: "overlay", role: "alert", hidden: "" });
const bar = made("footer", "", { class: "bar", "aria-label": "Preview" });
root.append(overlay, bar);

const counted = (count, name) => `${count} ${name}${count === 1 ? "" : "s"}`;
const draw = () => {
  const focused = root.activeElement;
  bar.replaceChildren();
  if (label) bar.append(made("strong", label, { class: "label" }));
  if (source) {
    const file = made("button", source, { class: "source", title: "Open in the editor" });
    file.onclick = open(source);
    bar.append(file);
  }
  if (!state) return;
  if (state.errors + state.warnings) {
    const count = made("button", `${counted(state.errors, "error")}, ${counted(state.warnings, "warning")}`, { class: "count" });
    count.onclick = () => (sessionStorage.removeItem(HIDDEN), show(state.findings));
    bar.append(count);
  }
  if (state.problem) bar.append(made("span", state.problem, { class: "problem" }));
  bar.append(clock(), made("a", "Status", { href: "/_newsdesk/" }), made("output"));
  if (focused?.isConnected) focused.focus();
  const seen = sessionStorage.getItem(HIDDEN) ?? "";
  const urgent = state.findings.filter((one) => one.severity === "error" && (one.fresh || one.path === source));
  show(JSON.stringify(urgent) === seen ? [] : urgent);
};

let form = null;
const clock = () => {
  if (form?.dataset.set) return form; // a moment that somebody types stays, whatever is saved meanwhile
  form = made("form", "", { class: "clock" });
  form.oninput = () => (form.dataset.set = "yes");
  const at = made("input", "", { type: "datetime-local", name: "at", "aria-label": "As of", value: state.now.slice(0, 16) });
  const edition = made("select", "", { name: "showing", "aria-label": "Edition" });
  for (const [value, text] of [["everything", "Everything"], ["readers", "As readers see it"]]) {
    const choice = made("option", text, { value });
    choice.selected = value === state.showing;
    edition.append(choice);
  }
  const move = made("button", "Go", { type: "submit" });
  const now = made("button", "Now", { type: "button", class: "now" });
  if (!state.fixed) now.hidden = true;
  const turn = async (moment) => {
    const answer = await ask("clock", { at: moment, showing: edition.value });
    if (answer.ok) return void location.reload();
    bar.querySelector("output").textContent = await answer.text();
  };
  form.onsubmit = (event) => (event.preventDefault(), turn(at.value));
  edition.onchange = () => turn(state.fixed ? at.value : "");
  now.onclick = () => turn("");
  form.append(at, edition, move, now);
  return form;
};

const show = (findings) => {
  overlay.replaceChildren();
  overlay.hidden = findings.length === 0;
  if (overlay.hidden) return;
  const close = made("button", "×", { class: "close", title: "Hide (Escape)" });
  close.onclick = hide;
  overlay.append(close);
  for (const one of findings) overlay.append(told(one));
};

const told = (one) => {
  const item = made("article", "", { class: one.severity });
  const place = made("button", `${one.path}:${one.line}:${one.column}`, { class: "place", title: "Open in the editor" });
  place.onclick = open(one.path, one.line, one.column);
  item.append(place, made("b", ` ${one.severity}[${one.code}] `), made("span", one.message, { class: "message" }));
  if (one.excerpt.length) item.append(made("pre", one.excerpt.join("\n")));
  item.append(made("p", `hint: ${one.hint}`, { class: "hint" }));
  return item;
};

const hide = () => {
  const urgent = state.findings.filter((one) => one.severity === "error" && (one.fresh || one.path === source));
  sessionStorage.setItem(HIDDEN, JSON.stringify(urgent));
  show([]);
};
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !overlay.hidden) hide();
});

// --------------------------------------------------------------------------------------------------- the page as it is now

const asked = (address, method = "GET") =>
  fetch(address, { method, cache: "no-store" }).catch(() => null); // a page that is being left, or a preview that ended

const refresh = async () => {
  const answer = await asked("/_newsdesk/state");
  if (answer?.ok) {
    state = await answer.json();
    draw();
  }
};

const reload = () => {
  sessionStorage.setItem(SCROLL, JSON.stringify([scrollX, scrollY]));
  location.reload();
};

const reloadIfOther = async () => {
  const answer = await asked(location.href, "HEAD");
  if (answer && answer.headers.get("ETag") !== `"${etag}"`) reload();
};

const swap = (path, stamp) => {
  const old = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((one) => plain(one.href) === path);
  const fresh = old.at(-1).cloneNode();
  const address = new URL(fresh.href);
  address.searchParams.set("v", stamp);
  fresh.href = address.href;
  fresh.onload = () => old.forEach((sheet) => sheet.remove());
  fresh.onerror = () => fresh.remove();
  old.at(-1).after(fresh);
};

const plain = (address) => decodeURI(new URL(address, location.href).pathname);

const hear = (news) => {
  const changed = new Set(news.changed.map(plain));
  if (news.unknown) {
    if (news.number !== number || news.session !== state?.session) reloadIfOther(); // or the preview was started again
  } else if (changed.has(plain(location.href))) {
    return reload();
  } else if (changed.size) {
    const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].map((one) => plain(one.href));
    const styled = new Set(sheets.filter((path) => changed.has(path)));
    for (const path of styled) swap(path, news.number);
    const used = performance.getEntriesByType("resource").map((one) => plain(one.name));
    if (used.some((one) => changed.has(one) && !styled.has(one) && !one.startsWith("/_newsdesk/"))) return reload();
    reloadIfOther();
  } else {
    reloadIfOther(); // its label may be another one
  }
  number = news.number;
  refresh();
};

const follow = () => {
  if ("SharedWorker" in window) {
    const worker = new SharedWorker("/_newsdesk/worker.js", { name: "newsdesk" });
    worker.port.onmessage = (event) => hear(event.data);
    addEventListener("pagehide", () => worker.port.postMessage("gone"));
  } else {
    new EventSource("/_newsdesk/events").onmessage = (event) => hear(JSON.parse(event.data));
  }
};

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // back from a sleep in the browser's memory, which followed no news
});

const kept = sessionStorage.getItem(SCROLL);
if (kept) {
  sessionStorage.removeItem(SCROLL);
  scrollTo(...JSON.parse(kept));
}
draw();
refresh().then(follow);
