/** For tests of streams: a worker that says what the test tells it to. */
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import type { LiveWiring } from "./live-stream.ts";

export class ScriptedWorker implements LiveWiring {
  readonly sent: unknown[] = [];
  readonly open: { say: (message: unknown) => void; end: () => void; isClosed: boolean }[] = [];

  openSocket: LiveWiring["openSocket"] = (listener) => {
    const socket = {
      isClosed: false,
      say: (message: unknown) => listener.onMessage(JSON.stringify(message)),
      end: () => listener.onClose({ kind: "offline", message: "ended" }),
    };
    this.open.push(socket);
    queueMicrotask(() => listener.onOpen());
    return {
      send: (text) => this.sent.push(JSON.parse(text)),
      close: () => {
        socket.isClosed = true;
      },
    };
  };

  target = () => ({ connection: "sample" });
  newest = () => Promise.resolve(asRevision(int64(5)));
  onTraffic = () => undefined;
  readonly written: string[] = [];
  onWritten = (revision: string) => void this.written.push(revision);
  readonly errors: unknown[] = [];
  onError = (error: unknown) => void this.errors.push(error);

  get socket() {
    const socket = this.open.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }
}
