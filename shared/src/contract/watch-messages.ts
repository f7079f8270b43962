/**
 * The messages of `GET /api/etcd/watch`, a WebSocket: one JSON object a message, named by its only field.
 *
 * The first is `open`; then watches are created and cancelled, each by an ID that the client chooses. After `canceled`
 * or `failed` with an ID that watch is over and its ID free; after `failed` without one, the whole is. What is not sent
 * as fast as it comes is not read from etcd: a slow client slows its watches down, and loses nothing.
 *
 * All watches share one stream of etcd's, so that a slow one holds up the others. How many there may be is in the
 * server's configuration; one more is `failed` with `forbidden`, rule `watches`, and the others go on.
 *
 * To go on after a break, create the watch again from the last `revision` it told, plus 1. Where etcd has less than
 * that by then, its data was restored from a backup, and the watch would be silent until there is as much again.
 */
import * as z from "zod/mini";
import { failureSchema } from "./failure-schema.ts";
import { limits } from "./limits.ts";
import { healthRequest } from "./schemas.ts";
import { parseRevision } from "../model/int64.ts";

const watchId = z.string("must be a string").check(z.maxLength(200, "must have at most 200 characters"));
const base64 = z
  .string("must be a string")
  .check(
    z.maxLength(limits.maxRequestBytes, "is too long"),
    z.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, "must be standard, padded base64"),
  );
const notRevision = "must be a revision: a decimal number in a string";
const flag = z.optional(z.boolean("must be true or false"));

/** A watch in etcd's own field names. Source: rpc.proto, WatchCreateRequest. */
export const watchCreate = z.strictObject(
  {
    id: watchId,
    key: base64,
    range_end: z.optional(base64),
    /** Events from this revision on, this one included; left out or `"0"`: from now on. */
    start_revision: z.optional(
      // Beyond an int64, etcd reads nothing more on the stream that all watches share, and says nothing.
      z
        .string("must be a string")
        .check(z.refine((text) => /^\d+$/.test(text) && parseRevision(text) !== undefined, notRevision)),
    ),
    prev_kv: flag,
    filters: z.optional(z.array(z.enum(["NOPUT", "NODELETE"], "must be NOPUT or NODELETE"), "must be a list")),
    progress_notify: flag,
    /** Passes the events of one answer on in several messages, as etcd sends them; see `events`. */
    fragment: flag,
    /** Lets each message carry the header of etcd's response, for whoever prints what etcdctl prints. */
    header: flag,
  },
  "must be a JSON object of the fields of a watch",
);
export type WatchCreate = z.infer<typeof watchCreate>;

/** What the client sends, by name. `open` takes the target's fields as `query` does; its `timeout` is each watch's. */
export const watchClientMessages = {
  open: healthRequest,
  create: watchCreate,
  cancel: z.object({ id: watchId }, "must be a JSON object"),
} as const;
export type WatchClientMessage =
  | { readonly open: z.infer<typeof healthRequest> }
  | { readonly create: WatchCreate }
  | { readonly cancel: { readonly id: string } };

const revision = z.string();
/** etcd's ResponseHeader as it came, where `header` asked for it. */
const header = z.optional(z.looseObject({}));

/** An event as etcd has it: `type` is absent for PUT, and a deleted key has but `key` and `mod_revision`. */
const watchEvent = z.looseObject({ type: z.optional(z.string()), kv: z.looseObject({ key: z.string() }) });
export type WatchEvent = z.infer<typeof watchEvent>;

/** What the worker sends. */
export const watchServerMessage = z.union([
  z.object({ opened: z.object({}) }),
  /**
   * `revision`: of the keyspace when the watch began. Comes again where another stream goes on with the watch: events up
   * to this revision were written before. Where it is less than was told, that member is behind the others, or etcd's
   * data was restored from a backup.
   */
  z.object({ created: z.object({ id: z.string(), revision }) }),
  /**
   * etcd's events, with the decoded fields beside. `revision`: everything up to it has been told. That is the last
   * event's, since the revision of etcd's header may be ahead of what is still to come; and one less with
   * `fragment: true`, where more events of the last one follow. Several of etcd's answers come in one message where
   * they follow each other closely, unless `header` is asked for.
   */
  z.object({
    events: z.object({
      id: z.string(),
      revision,
      events: z.array(watchEvent),
      fragment: z.optional(z.literal(true)),
      header,
    }),
  }),
  /** Nothing has happened up to `revision` that was not told. Only where `progress_notify` asks for it. */
  z.object({ progress: z.object({ id: z.string(), revision, header }) }),
  /**
   * etcd, or the client, has cancelled the watch. `compact_revision`: the watch wanted revisions that are compacted;
   * what is left begins there.
   */
  z.object({ canceled: z.object({ id: z.string(), reason: z.string(), compact_revision: z.optional(revision) }) }),
  z.object({ failed: z.object({ id: z.optional(z.string()), failure: failureSchema }) }),
]);
export type WatchServerMessage = z.infer<typeof watchServerMessage>;
