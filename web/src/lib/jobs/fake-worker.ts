/** A Web Worker of tests: what it tells is said by the test, and whether it was ended can be seen. */
import type { JobWorker } from "./run-worker.ts";

export class FakeWorker extends EventTarget implements JobWorker {
  readonly orders: unknown[] = [];
  isEnded = false;

  postMessage(order: unknown): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** Tells the page something, unless it was ended. */
  tell(message: unknown): void {
    if (!this.isEnded) this.dispatchEvent(new MessageEvent("message", { data: message }));
  }

  break(): void {
    this.dispatchEvent(new Event("error"));
  }
}
