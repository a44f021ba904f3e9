// Takes the place of the service worker of a site that was served on this port before.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  await registration.unregister();
  for (const client of await clients.matchAll()) client.navigate(client.url);
}
