// No snapshot of memory in development: the next start has other code.
self.onmessage = () => self.postMessage("none in development");
