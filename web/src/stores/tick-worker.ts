/** A clock for the page: see kept-leases.ts. */
setInterval(() => self.postMessage(undefined), 500);
