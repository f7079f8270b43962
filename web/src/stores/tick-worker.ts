/** A clock for the page: see kept-leases.ts. */
setInterval(() => globalThis.postMessage(undefined, { transfer: [] }), 500);
