// The status page: opens files, and is fetched again when anything changes.
const { token, session, number } = document.body.dataset;

for (const button of document.querySelectorAll("button[data-path]")) {
  const { path, line, column } = button.dataset;
  button.onclick = () =>
    fetch("/_newsdesk/open", {
      method: "POST",
      headers: { "X-Newsdesk": token },
      body: JSON.stringify({ path, line: Number(line), column: Number(column) }),
    });
}

const hear = (news) => {
  if (news.session !== session || news.number !== Number(number)) location.reload();
};
if ("SharedWorker" in window) {
  const worker = new SharedWorker("/_newsdesk/worker.js", { name: "newsdesk" });
  worker.port.onmessage = (event) => hear(event.data);
  addEventListener("pagehide", () => worker.port.postMessage("gone"));
} else {
  new EventSource("/_newsdesk/events").onmessage = (event) => hear(JSON.parse(event.data));
}
