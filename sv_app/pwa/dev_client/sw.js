// Replaces and unregisters the service worker of a site that was served on this port before.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(unregister()));

async function unregister() {
  await registration.unregister();
  for (const client of await clients.matchAll()) client.navigate(client.url);
}
