// The fourth part of sw.js: counts the requests of the app, for the screen that shows them. The
// counts stay in memory, and end with this worker. They name only files of the app. Other addresses
// of this site are counted; for another site, only the origin is kept.

const QUIET = 1_000; // milliseconds without a request, after which the pages get the counts
const MAX_ORIGINS = 20;
let requests = noRequests();
let sendTimer = 0;

// `files` has two counts for each file: answered from this device, and requested from the host.
function noRequests() {
  return { since: Date.now(), files: {}, unlisted: 0, refused: [] };
}

const countFromDevice = (name) => count(name, 0);
const countFromHost = (name) => count(name, 1);

function count(name, source) {
  if (source && !(name in FILES)) requests.unlisted++;
  else (requests.files[name] ??= [0, 0])[source]++;
  sendWhenQuiet();
}

function countRefused({ origin }) {
  const { refused } = requests;
  if (!refused.includes(origin) && refused.length < MAX_ORIGINS) refused.push(origin);
  sendWhenQuiet();
}

// Sending the counts delays neither a page nor a request: they are sent once the requests have
// ended. The browser ends an idle worker much later.
function sendWhenQuiet() {
  clearTimeout(sendTimer);
  sendTimer = setTimeout(sendRequests, QUIET);
}

async function sendRequests() {
  for (const page of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    if (page.url.startsWith(SCOPE.href)) page.postMessage({ type: "requests", ...requests });
  }
}

// Pages of another version send and receive these messages: their names cannot be changed.
addEventListener("message", ({ data }) => {
  if (data?.type === "forget-requests") requests = noRequests();
});
