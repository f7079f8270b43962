/** Which revisions of a stream of watches are written as they come, so that their time is that of the message. */
import { compareInt64, type Revision } from "../../model/int64.ts";
import type { WatchMessage } from "../../wire/watch.ts";

/**
 * Follows the messages of one stream. What a watch tells beyond the revision at which etcd began it was written since
 * then; up to there it is read from the past, however long ago that was. Where the worker goes on with a watch at another
 * member, etcd begins it again, and the worker tells so.
 */
export class WrittenNow {
  readonly #since = new Map<string, Revision>();

  /** The newest revision that was written a moment before this message; undefined where it tells of none. */
  take(message: WatchMessage): Revision | undefined {
    // Another connection: its watches begin anew.
    if (message.kind === "opened") this.#since.clear();
    if (message.kind === "created") this.#since.set(message.id, message.revision);
    if (message.kind !== "events") return undefined;
    const since = this.#since.get(message.id);
    const last = message.events.at(-1)?.revision;
    return since !== undefined && last !== undefined && compareInt64(last, since) > 0 ? last : undefined;
  }
}
