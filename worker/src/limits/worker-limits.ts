/** The limits that only the worker knows; those that the browser knows too are in the contract. */
export const workerLimits = {
  /**
   * A request body beyond the contract's limit is read and thrown away up to here: a server that answers and closes
   * before it has read everything is heard by few clients.
   */
  drainedRequestBytes: 32 * 1024 * 1024,
  /** A request body must have come within this time. */
  requestBodyMs: 60_000,
  /** The same of whoever has not signed in yet, and how long such a body may be. */
  strangerBodyMs: 10_000,
  strangerBodyBytes: 8 * 1024,
  /** Wrong access tokens of one client, and of all that come by way of one proxy. */
  guesses: { wrong: 10, wrongBehindProxy: 100, windowMs: 60_000, clients: 1024 },
  /** Sessions of browsers that are remembered as signed out, or as seen before. */
  sessions: 4096,
  /** One dial may take so long, within the request's own budget. */
  dialMs: 5_000,
  /**
   * Choosing among several endpoints. An endpoint that has answered lately is taken as it is; any other is asked for its
   * health first, and after `hedgeMs` without an answer the next one as well (after `doubtMs` where it was unfit before).
   */
  choice: {
    trustMs: 10_000,
    /** The same before a write, which cannot be sent twice. */
    writeTrustMs: 1_000,
    hedgeMs: 300,
    doubtMs: 60,
    /** So long is a member with a leader waited for once one without has answered. */
    leaderMs: 1_000,
    /** Asked at once: each takes a socket, of which Cloudflare gives six. */
    atOnce: 4,
  },
  /** While nothing comes, an endpoint is asked so often whether it lives, and has so long to say so. */
  silence: { afterMs: 700, checkMs: 600 },
  /** The same for an answer that has begun; a watch is usually silent. */
  streamSilence: { afterMs: 4_000, checkMs: 2_000 },
  /** How long an endpoint comes last after it was found unfit, and the longest that grows to. */
  fitness: { unfitMs: 5_000, longestMs: 60_000, capacity: 256 },
  identity: { freshMs: 60_000, capacity: 256 },
  /** Looking for the cause after TLS failed may take so long, within the same. */
  tlsProbeMs: 1_500,
  /** So long may a dial over TLS hang before that look is taken, so that it ends before the dial is given up. */
  tlsStallMs: 3_000,
  /** All header lines of an answer of etcd. */
  headBytes: 64 * 1024,
  headFields: 128,
  informational: 16,
  /** A line with a chunk's size and extensions. */
  chunkLineBytes: 256,
  chunks: { free: 2_000, leastMeanBytes: 64 },
  /** So many small pieces of answers are read in one go, over all requests; then others have so long. */
  pace: { smallBytes: 512, pieces: 500, pauseMs: 3 },
  /**
   * What all answers beyond `freeBytes` each may hold together: see held-bytes.ts. One that finds no room waits,
   * within the time of its request.
   */
  held: {
    freeBytes: 1024 * 1024,
    bytes: 24 * 1024 * 1024,
    besideBytes: 40 * 1024 * 1024,
    looseMs: 30_000,
    stepBytes: 256 * 1024,
    silentMs: 300,
    slowMs: 1_000,
    pollMs: 5,
    lookMs: 50,
  },
  /** What the worker's own calls (logging in, health) read of an answer. */
  ownAnswerBytes: 512 * 1024,
  /** Between two pieces of a streamed answer. */
  streamIdleMs: 60_000,
  /**
   * The same where silence is no sign of trouble (watches). A watch that reports its progress does so every ten minutes
   * (etcd, --experimental-watch-progress-notify-interval).
   */
  quietStreamIdleMs: 25 * 60_000,
  /** One message of a watch: etcd's answers to it are no larger where it sends fragments. */
  watchLineBytes: 16 * 1024 * 1024,
  /** What goes to a client of watches; see watch/outlet.ts. */
  watchOutlet: { bufferedBytes: 1024 * 1024, pollMs: 5, stallMs: 60_000, gatherMs: 3, gatherLength: 64 * 1024 },
  /** A client of watches must say within this time where they go. */
  watchOpenMs: 10_000,
  /** So often is it looked whether a quiet one may still go on: it may have signed out, or its session has ended. */
  watchLookMs: 1_000,
  /** An open-ended request whose answer has not begun by then is ended: a proxy may wait for all of it. */
  openBody: { headMs: 2_000 },
  /** Watches on one connection unless MAX_WATCHES says otherwise. They share etcd's streams: see etcd/watch-pool.ts. */
  watches: 100,
  /** Streams that they share at most. Cloudflare lets one request hold six sockets, and a look at a silent etcd takes one. */
  watchStreams: 4,
  /** A stream without a watch is kept so long for the next one. */
  watchLingerMs: 500,
  /** So often in a row may a client ask for more than that, before its connection is closed. */
  watchRefusals: 100,
  /** What may lie unsent while it says more: one message of etcd's may be of half that. */
  watchUnreadBytes: 32 * 1024 * 1024,
  /** Tokens kept, over all targets and users. */
  tokens: 256,
  /** Waiting for the login of another request of the same user; bcrypt takes etcd some tens of milliseconds. */
  loginTurn: { waitMs: 2_000, pollMs: 5 },
  /** Targets whose path prefix is remembered. */
  prefixes: 256,
  /**
   * The cluster ID of a read-only connection is trusted for so long; where it could not be had, it is asked for again
   * after `retryMs`.
   */
  clusterId: { freshMs: 60_000, retryMs: 5_000, timeoutMs: 3_000, clusters: 64 },
  /** A cluster's list of members is trusted for so long, and may take so long to be had. */
  memberList: { freshMs: 10_000, timeoutMs: 5_000, clusters: 64 },
  /** Transactions within transactions that are looked into, in requests and answers alike. */
  txnDepth: 64,
} as const;
