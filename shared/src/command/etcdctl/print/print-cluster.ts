/** What etcdctl prints for endpoints and alarms. Source: etcdctl/ctlv3/command/printer*.go. */
import { formatBytes } from "../../../model/byte-size.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { field, readBoolean, readInt64, readList, readText } from "../../../wire/fields.ts";
import { drawTable } from "./draw-table.ts";
import { hexId, quoteGoJson } from "./go-format.ts";
import { messageToGoJson } from "./go-json.ts";
import type { Part, Style } from "./output.ts";
import { headerFields } from "./print-keys.ts";
import { quoted, recordsIn, rowsIn } from "./print-rows.ts";

/** An answer with the endpoint that gave it. */
export interface EndpointAnswer {
  readonly endpoint: string;
  readonly json: Json;
}

/** `endpoint status`. */
export function printStatuses(answers: readonly EndpointAnswer[], style: Style): Part[] {
  if (style.format === "json") {
    const items = answers.map(({ endpoint, json }) => {
      return `{"Endpoint":${quoteGoJson(endpoint)},"Status":${messageToGoJson("StatusResponse", json)}}`;
    });
    return [items.length === 0 ? "null\n" : `[${items.join(",")}]\n`];
  }
  if (style.format === "fields") return answers.map((answer) => statusFields(answer, style));
  const newer = style.minor >= 6;
  const header = [
    "endpoint",
    "ID",
    "version",
    ...(newer ? ["storage version"] : []),
    "db size",
    ...(newer ? ["in use", "percentage not in use", "quota"] : []),
    "is leader",
    "is learner",
    "raft term",
    "raft index",
    "raft applied index",
    "errors",
    ...(newer ? ["downgrade target version", "downgrade enabled"] : []),
  ];
  return rowsIn(
    header,
    answers.map((answer) => statusRow(answer, newer)),
    style,
  );
}

function statusRow({ endpoint, json }: EndpointAnswer, newer: boolean): string[] {
  const found = field(json, "header");
  const member = readInt64(isJson(found) ? found : {}, "member_id");
  const [size, used] = [readInt64(json, "dbSize"), readInt64(json, "dbSizeInUse")];
  const free = size === "0" ? 100n : 100n - (BigInt(used) * 100n) / BigInt(size);
  const downgrade = downgradeIn(json);
  return [
    endpoint,
    hexId(member),
    readText(json, "version"),
    ...(newer ? [readText(json, "storageVersion")] : []),
    formatBytes(size),
    ...(newer ? [formatBytes(used), `${free}%`, formatBytes(readInt64(json, "dbSizeQuota"))] : []),
    String(readInt64(json, "leader") === member),
    String(readBoolean(json, "isLearner")),
    ...["raftTerm", "raftIndex", "raftAppliedIndex"].map((name) => readInt64(json, name)),
    readList(json, "errors", String).join(", "),
    ...(newer ? [readText(downgrade, "targetVersion"), String(readBoolean(downgrade, "enabled"))] : []),
  ];
}

function downgradeIn(json: Json): Json {
  const info = field(json, "downgradeInfo");
  return isJson(info) ? info : {};
}

function statusFields({ endpoint, json }: EndpointAnswer, style: Style): string {
  const newer = style.minor >= 6;
  const integer = (title: string, name: string) => `"${title}" : ${readInt64(json, name)}\n`;
  const downgrade = downgradeIn(json);
  return [
    headerFields(json, style),
    `"Version" : ${quoted(readText(json, "version"))}\n`,
    newer ? `"StorageVersion" : ${quoted(readText(json, "storageVersion"))}\n` : "",
    integer("DBSize", "dbSize"),
    newer ? integer("DBSizeInUse", "dbSizeInUse") + integer("DBSizeQuota", "dbSizeQuota") : "",
    integer("Leader", "leader"),
    `"IsLearner" : ${readBoolean(json, "isLearner")}\n`,
    integer("RaftIndex", "raftIndex"),
    // 3.6 tells it in the header alone.
    newer ? "" : integer("RaftTerm", "raftTerm"),
    integer("RaftAppliedIndex", "raftAppliedIndex"),
    `"Errors" : [${readList(json, "errors", String).join(" ")}]\n`,
    `"Endpoint" : ${quoted(endpoint)}\n`,
    newer ? `"DowngradeTargetVersion" : ${quoted(readText(downgrade, "targetVersion"))}\n` : "",
    newer ? `"DowngradeEnabled" : ${readBoolean(downgrade, "enabled")}\n` : "",
    "\n",
  ].join("");
}

/** `endpoint hashkv`. */
export function printHashes(answers: readonly EndpointAnswer[], style: Style): Part[] {
  const newer = style.minor >= 6;
  if (style.format === "json") {
    const items = answers.map(({ endpoint, json }) => {
      return `{"Endpoint":${quoteGoJson(endpoint)},"HashKV":${messageToGoJson("HashKVResponse", json)}}`;
    });
    return [items.length === 0 ? "null\n" : `[${items.join(",")}]\n`];
  }
  if (style.format === "fields") {
    return answers.map(({ endpoint, json }) => {
      const revision = newer ? `"HashRevision" : ${readInt64(json, "hash_revision")}\n` : "";
      const hash = `"Endpoint" : ${quoted(endpoint)}\n"Hash" : ${readInt64(json, "hash")}\n`;
      return `${headerFields(json, style)}${hash}${revision}\n`;
    });
  }
  const rows = answers.map(({ endpoint, json }) => [
    endpoint,
    readInt64(json, "hash"),
    ...(newer ? [readInt64(json, "hash_revision")] : []),
  ]);
  return rowsIn(["endpoint", "hash", ...(newer ? ["hash_revision"] : [])], rows, style);
}

/** What became of asking one endpoint for its health. */
export interface EndpointHealth {
  readonly endpoint: string;
  /** As Go writes a duration: `1.5ms`. */
  readonly took: string;
  /** Empty: it is healthy. */
  readonly error: string;
}

/** `endpoint health`. */
export function printHealth(answers: readonly EndpointHealth[], style: Style): Part[] {
  const isHealthy = ({ error }: EndpointHealth) => error === "";
  switch (style.format) {
    case "json": {
      const items = answers.map((answer) => {
        const { endpoint, took, error } = answer;
        const rest = error === "" ? "" : `,"error":${quoteGoJson(error)}`;
        return `{"endpoint":${quoteGoJson(endpoint)},"health":${isHealthy(answer)},"took":${quoteGoJson(took)}${rest}}`;
      });
      return [`[${items.join(",")}]\n`];
    }
    case "fields":
      return answers.map((answer) => {
        const { endpoint, took, error } = answer;
        const state = `"Health" : ${isHealthy(answer)}\n"Took" : ${took}\n"Error" : ${error}\n\n`;
        return `"Endpoint" : ${quoted(endpoint)}\n${state}`;
      });
    case "table": {
      const rows = answers.map((answer) => [answer.endpoint, String(isHealthy(answer)), answer.took, answer.error]);
      return [drawTable(["endpoint", "health", "took", "error"], rows, style)];
    }
    case "simple":
      return answers.map(({ endpoint, took, error }) =>
        error === ""
          ? `${endpoint} is healthy: successfully committed proposal: took = ${took}\n`
          : `${endpoint} is unhealthy: failed to commit proposal: ${error}\n`,
      );
    default:
      return style.format satisfies never;
  }
}

/** `alarm list` and `alarm disarm`. */
export function printAlarms(json: Json, style: Style): Part[] {
  if (style.format === "json") return [messageToGoJson("AlarmResponse", json), "\n"];
  const alarms = recordsIn(json, "alarms").map((alarm) => ({
    id: readInt64(alarm, "memberID"),
    type: readText(alarm, "alarm"),
  }));
  if (style.format === "fields") {
    const id = (value: (typeof alarms)[number]["id"]) => (style.hex && style.minor >= 6 ? hexId(value) : value);
    return [
      headerFields(json, style),
      ...alarms.map((alarm) => `"MemberID" : ${id(alarm.id)}\n"AlarmType" : ${alarm.type}\n\n`),
    ];
  }
  return alarms.map(({ id, type }) => `memberID:${id} alarm:${type} \n`);
}
