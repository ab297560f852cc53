// One stream of news for all tabs of a browser, which may keep only six connections open to one server.
const tabs = new Set();
let last = null;

const source = new EventSource("/_newsdesk/events");
source.onmessage = (event) => {
  last = JSON.parse(event.data);
  for (const tab of tabs) tab.postMessage(last);
};

self.onconnect = (event) => {
  const tab = event.ports[0];
  tabs.add(tab);
  tab.onmessage = (message) => {
    if (message.data === "gone") tabs.delete(tab);
  };
  if (last) tab.postMessage({ ...last, changed: [], unknown: true });
};
