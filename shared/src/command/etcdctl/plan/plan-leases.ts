/** `lease grant`, `revoke`, `timetolive`, `list` and `keep-alive`. */
import { FailureError } from "../../../model/failure.ts";
import { parseInt64, type LeaseId } from "../../../model/int64.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { readLease } from "../../../txn/text/parse-operation.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { compact, field, flag, readInt64 } from "../../../wire/fields.ts";
import { hexId } from "../print/go-format.ts";
import { printGranted, printKeptAlive, printLeases, printRevoked, printTimeToLive } from "../print/print-leases.ts";
import { isPassing, retrying, wordsOf } from "./passing-failure.ts";
import { argumentsOf, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan } from "./command-context.ts";

/** The plan of a command on leases. */
export function planLeases(read: ReadCommand): Plan | LineProblem {
  switch (read.command.name) {
    case "lease grant":
      return planGrant(read);
    case "lease revoke":
      return withLease(read, (id) => ({
        writes: true,
        risk: `Deletes all keys attached to lease ${hexId(id, "0")}.`,
        loses: { kind: "lease", id },
        run: async ({ call, print, style }) => {
          const answer = await failingWith("failed to revoke lease", call("/v3/lease/revoke", { ID: id }));
          print(printRevoked(answer, hexId(id, "0"), style));
        },
      }));
    case "lease timetolive":
      return withLease(read, (id) => {
        const keys = read.flags.on.has("keys");
        return {
          writes: false,
          run: async ({ call, print, style }) => {
            const answer = await call("/v3/lease/timetolive", compact({ ID: id, keys: flag(keys) }));
            print(printTimeToLive(answer, keys, style));
          },
        };
      });
    case "lease list": {
      const words = argumentsOf(read, 0);
      if (isLineProblem(words)) return words;
      return {
        writes: false,
        run: async ({ call, print, style }) => print(printLeases(await call("/v3/lease/leases", {}), style)),
      };
    }
    default:
      return withLease(read, (id) => planKeepAlive(id, read.flags.on.has("once")));
  }
}

function planGrant(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 1);
  if (isLineProblem(words)) return words;
  const ttl = parseInt64(words[0]);
  if (ttl === undefined) {
    return { column: read.flags.words[0]?.start ?? 0, message: "The TTL must be a whole number of seconds." };
  }
  return {
    writes: true,
    run: async ({ call, print, style }) => {
      print(printGranted(await failingWith("failed to grant lease", call("/v3/lease/grant", { TTL: ttl })), style));
    },
  };
}

function withLease(read: ReadCommand, plan: (id: LeaseId) => Plan): Plan | LineProblem {
  const words = argumentsOf(read, 1);
  if (isLineProblem(words)) return words;
  const [word] = read.flags.words;
  const id = word === undefined ? undefined : readLease({ value: words[0] ?? "", word });
  if (id === undefined || typeof id !== "string") {
    return { column: word?.start ?? 0, message: "A lease ID has up to 16 hex digits." };
  }
  return plan(id);
}

/** etcdctl puts its own words before etcd's. */
async function failingWith(words: string, answer: Promise<Json>): Promise<Json> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== "rejected") throw error;
    const message = `${words} (${error.failure.message})`;
    throw new FailureError({ ...error.failure, message }, { cause: error });
  }
}

function planKeepAlive(id: LeaseId, once: boolean): Plan {
  return {
    writes: true,
    ...(once ? {} : { goesOn: true }),
    run: async (context) => {
      const first = await renew(context, id);
      if (first === undefined) {
        if (once) context.printError("Error: etcdserver: requested lease not found");
        else tellExpired(context, id);
        return;
      }
      context.print(printKeptAlive(first, context.style));
      if (once) return;
      await keepRenewing(context, id, first);
    },
  };
}

/**
 * As etcd's own client does: three times within a TTL, and over broken connections until the TTL is over.
 * Source: etcd client/v3/lease.go.
 */
async function keepRenewing(context: CommandContext, id: LeaseId, first: Json): Promise<void> {
  let ttlMs = Number(readInt64(first, "TTL")) * 1000;
  let deadline = context.now() + ttlMs;
  for (let failed = 0; ;) {
    const waited = failed === 0 ? context.pause(Math.max(1000, ttlMs / 3)) : retrying(context, failed);
    if (!(await waited)) return;
    let answer: Json | undefined;
    try {
      answer = await renew(context, id);
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (context.now() >= deadline) {
        context.note(undefined);
        context.printError(`No response for a whole TTL: lease ${hexId(id, "0")} may have expired. ${wordsOf(error)}`);
        return;
      }
      failed++;
      context.note("Connection lost. Renewal resumes when etcd responds again.");
      continue;
    }
    failed = 0;
    context.note(undefined);
    if (answer === undefined) {
      tellExpired(context, id);
      return;
    }
    context.print(printKeptAlive(answer, context.style));
    ttlMs = Number(readInt64(answer, "TTL")) * 1000;
    deadline = context.now() + ttlMs;
  }
}

/** etcdctl says this in its simple format only. */
function tellExpired(context: CommandContext, id: LeaseId): void {
  if (context.style.format === "simple") context.print([`lease ${hexId(id, "0")} expired or revoked.\n`]);
}

/** The answer of one renewal; undefined: there is no such lease. */
async function renew({ call }: CommandContext, id: LeaseId): Promise<Json | undefined> {
  const answer = await call("/v3/lease/keepalive", { ID: id });
  const result = field(answer, "result");
  const renewed = isJson(result) ? result : answer;
  return readInt64(renewed, "TTL") === "0" ? undefined : renewed;
}
