// Development makes no memory snapshot: the next start has other code.
self.onmessage = () => self.postMessage("none in development");
