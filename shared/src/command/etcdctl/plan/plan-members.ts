/** `member`, `alarm`, `compaction`, `defrag`, `move-leader` and `version`. */
import { operationAt } from "../../api-table/operations.ts";
import { parseIdHex, parseInt64, type Int64 } from "../../../model/int64.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { compact, field, flag, readInt64, readList, readObject } from "../../../wire/fields.ts";
import { hexId } from "../print/go-format.ts";
import { messageToGoJson } from "../print/go-json.ts";
import { printAlarms } from "../print/print-cluster.ts";
import { printMemberChange, printMembers, printNewMember } from "../print/print-members.ts";
import { argumentsOf, type ReadCommand } from "../read/read-command.ts";
import type { CommandContext, Plan } from "./command-context.ts";

/** What the table of operations says is lost. */
export function riskOf(path: string): { readonly risk?: string } {
  const risk = operationAt(path)?.risk;
  return risk === undefined ? {} : { risk };
}

/** The plan of a command on the cluster itself. */
export function planMembers(read: ReadCommand): Plan | LineProblem {
  switch (read.command.name) {
    case "member list":
      return planMemberList(read);
    case "member add":
      return planMemberAdd(read);
    case "member remove":
      return planMemberChange(read, "removed", "/v3/cluster/member/remove");
    case "member update":
      return planMemberChange(read, "updated", "/v3/cluster/member/update");
    case "member promote":
      return planMemberChange(read, "promoted", "/v3/cluster/member/promote");
    case "alarm list":
    case "alarm disarm":
      return planAlarms(read);
    case "compaction":
      return planCompaction(read);
    case "move-leader":
      return planMoveLeader(read);
    default: {
      const words = argumentsOf(read, 0);
      return isLineProblem(words) ? words : { writes: false, run: (context) => Promise.resolve(printVersion(context)) };
    }
  }
}

function printVersion({ print, version, style }: CommandContext): void {
  print([`etcdctl version: ${version}\nAPI version: 3.${style.minor}\n`]);
}

function planMemberList(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 0);
  if (isLineProblem(words)) return words;
  const linearizable = read.flags.text.get("consistency")?.value !== "s";
  return {
    writes: false,
    run: async ({ call, print, style }) => {
      // 3.4 refuses the field that it does not know.
      const body = style.minor >= 5 ? { linearizable } : {};
      print(printMembers(await call("/v3/cluster/member/list", body), style));
    },
  };
}

/** The URLs of `--peer-urls`, or that they are missing. */
function peerUrlsOf({ flags }: ReadCommand): readonly string[] | LineProblem {
  const given = flags.text.get("peer-urls")?.value ?? "";
  if (given === "") return { column: 0, message: "--peer-urls is required: other members reach this one there." };
  return given.split(",");
}

function planMemberAdd(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 1);
  if (isLineProblem(words)) return words;
  const [name = ""] = words;
  const peerURLs = peerUrlsOf(read);
  if (isLineProblem(peerURLs)) return peerURLs;
  const path = "/v3/cluster/member/add";
  return {
    writes: true,
    ...riskOf(path),
    run: async ({ call, print, style }) => {
      const answer = await call(path, compact({ peerURLs, isLearner: flag(read.flags.on.has("learner")) }));
      const member = readObject(field(answer, "member"), "the new member");
      print(printMemberChange("added", answer, hexId(readInt64(member, "ID"), " "), style));
      if (style.format === "simple") print(printNewMember(answer, name, peerURLs.join(",")));
    },
  };
}

function memberIdOf(read: ReadCommand): Int64 | LineProblem {
  const words = argumentsOf(read, 1);
  if (isLineProblem(words)) return words;
  const id = parseIdHex(words[0] ?? "");
  return id ?? { column: read.flags.words[0]?.start ?? 0, message: "A member ID is hex, as in member list." };
}

function planMemberChange(
  read: ReadCommand,
  change: "removed" | "updated" | "promoted",
  path: string,
): Plan | LineProblem {
  const id = memberIdOf(read);
  if (typeof id !== "string") return id;
  const peerURLs = change === "updated" ? peerUrlsOf(read) : undefined;
  if (peerURLs !== undefined && isLineProblem(peerURLs)) return peerURLs;
  return {
    writes: true,
    ...riskOf(path),
    ...(change === "removed" && { loses: { kind: "member", id } }),
    run: async ({ call, print, style }) => {
      print(printMemberChange(change, await call(path, compact({ ID: id, peerURLs })), hexId(id, " "), style));
    },
  };
}

function planAlarms(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 0);
  if (isLineProblem(words)) return words;
  const path = "/v3/maintenance/alarm";
  if (read.command.name === "alarm list") {
    return {
      writes: false,
      run: async ({ call, print, style }) => print(printAlarms(await call(path, { action: "GET" }), style)),
    };
  }
  return {
    writes: true,
    risk: "Disarms all alarms of all members. Writes fail again if the cause remains.",
    run: async ({ call, print, style }) => {
      // etcdctl asks for the alarms, and disarms one after the other.
      const alarms = readList(await call(path, { action: "GET" }), "alarms", (item) => readObject(item, "an alarm"));
      const disarmed: Json[] = [];
      let header: unknown;
      for (const { memberID, alarm } of alarms) {
        const answer = await call(path, { action: "DEACTIVATE", memberID, alarm });
        header = field(answer, "header");
        disarmed.push(...readList(answer, "alarms", (item) => readObject(item, "an alarm")));
      }
      print(printAlarms(compact({ header: style.format === "fields" ? header : undefined, alarms: disarmed }), style));
    },
  };
}

function planCompaction(read: ReadCommand): Plan | LineProblem {
  const words = argumentsOf(read, 1);
  if (isLineProblem(words)) return words;
  const revision = parseInt64(words[0]);
  if (revision === undefined) {
    return { column: read.flags.words[0]?.start ?? 0, message: "The revision must be a whole number." };
  }
  const path = "/v3/kv/compaction";
  return {
    writes: true,
    ...riskOf(path),
    run: async ({ call, print }) => {
      await call(path, compact({ revision, physical: flag(read.flags.on.has("physical")) }));
      print([`compacted revision ${revision}\n`]);
    },
  };
}

function planMoveLeader(read: ReadCommand): Plan | LineProblem {
  const target = memberIdOf(read);
  if (typeof target !== "string") return target;
  const path = "/v3/maintenance/transfer-leadership";
  return {
    writes: true,
    ...riskOf(path),
    run: async (context) => {
      const { leader, at } = await findLeader(context);
      const answer = await context.call(path, { targetID: target }, at);
      const words = `Leadership transferred from ${hexId(leader)} to ${hexId(target)}\n`;
      context.print([context.style.format === "json" ? `${messageToGoJson("Headed", answer)}\n` : words]);
    },
  };
}

/** Only the leader obeys: where the connection leads to another member, its client URL is taken from the list. */
async function findLeader({ call }: CommandContext): Promise<{ readonly leader: Int64; readonly at?: string }> {
  const status = await call("/v3/maintenance/status", {});
  const header = field(status, "header");
  const leader = readInt64(status, "leader");
  if (readInt64(isJson(header) ? header : {}, "member_id") === leader) return { leader };
  const members = readList(await call("/v3/cluster/member/list", {}), "members", (item) =>
    readObject(item, "a member"),
  );
  const found = members.find((member) => readInt64(member, "ID") === leader);
  const [at] = found === undefined ? [] : readList(found, "clientURLs", String);
  return at === undefined ? { leader } : { leader, at };
}
