// The global scope of a service worker, whose types a script can't choose by itself.

declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;

interface Event {
  readonly clientId: string;
  readonly request: Request;
  readonly resultingClientId: string;
  respondWith(response: Promise<Response> | Response): void;
  waitUntil(work: Promise<unknown>): void;
}
