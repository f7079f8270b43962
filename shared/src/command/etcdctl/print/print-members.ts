/** What etcdctl prints for members. Source: etcdctl/ctlv3/command/printer*.go. */
import { isJson, type Json } from "../../../model/json.ts";
import { field, readBoolean, readInt64, readList, readText } from "../../../wire/fields.ts";
import { hexId, quoteGoJson } from "./go-format.ts";
import { messageToGoJson } from "./go-json.ts";
import type { Part, Style } from "./output.ts";
import { headerFields } from "./print-keys.ts";
import { quoted, recordsIn, rowsIn } from "./print-rows.ts";

/** `member list`. */
export function printMembers(json: Json, style: Style): Part[] {
  const members = recordsIn(json, "members");
  if (style.format === "json") {
    return [
      style.hex && style.minor >= 5 ? hexMemberList(json, style) : messageToGoJson("MemberListResponse", json),
      "\n",
    ];
  }
  if (style.format === "fields") return [headerFields(json, style), ...members.map((one) => memberFields(one, style))];
  const header = ["ID", "Status", "Name", "Peer Addrs", "Client Addrs", "Is Learner"];
  const rows = members.map((member) => [
    hexId(readInt64(member, "ID")),
    readText(member, "name") === "" ? "unstarted" : "started",
    readText(member, "name"),
    readList(member, "peerURLs", String).join(","),
    readList(member, "clientURLs", String).join(","),
    String(readBoolean(member, "isLearner")),
  ]);
  return rowsIn(header, rows, style);
}

function memberFields(member: Json, style: Style): string {
  const id = readInt64(member, "ID");
  return [
    `"ID" : ${style.hex && style.minor >= 6 ? hexId(id) : id}\n`,
    `"Name" : ${quoted(readText(member, "name"))}\n`,
    ...readList(member, "peerURLs", (url) => `"PeerURL" : ${quoted(String(url))}\n`),
    ...readList(member, "clientURLs", (url) => `"ClientURL" : ${quoted(String(url))}\n`),
    `"IsLearner" : ${readBoolean(member, "isLearner")}\n\n`,
  ].join("");
}

function urlsJson(member: Json, name: string): string {
  return `[${readList(member, name, (url) => quoteGoJson(String(url))).join(",")}]`;
}

/** Written by hand in etcdctl, up to 3.6 for the list alone: with a misspelt field up to 3.5, and with all fields. */
function hexMemberList(json: Json, style: Style): string {
  if (style.minor >= 7) return hexMembers(json);
  const members = recordsIn(json, "members").map((member) => {
    const [peers, clients] = [urlsJson(member, "peerURLs"), urlsJson(member, "clientURLs")];
    const spelled = style.minor <= 5 ? "clientURLS" : "clientURLs";
    const orNull = clients === "[]" ? "null" : clients;
    return `{${hexIdJson(member)},"name":"${readText(member, "name")}","peerURLs":${peers},"${spelled}":${orNull}}`;
  });
  return `{"header":${hexHeader(json)},"members":[${members.join(",")}]}`;
}

/** From 3.7 on every answer about members has its IDs in hex, and no empty field. */
function hexMembers(json: Json): string {
  const added = field(json, "member");
  const member = isJson(added) ? `,"member":${hexMember(added)}` : "";
  return `{"header":${hexHeader(json)}${member},"members":[${recordsIn(json, "members").map(hexMember).join(",")}]}`;
}

function hexMember(member: Json): string {
  const [name, peers, clients] = [
    readText(member, "name"),
    urlsJson(member, "peerURLs"),
    urlsJson(member, "clientURLs"),
  ];
  const parts = [
    hexIdJson(member),
    name === "" ? "" : `"name":${quoteGoJson(name)}`,
    peers === "[]" ? "" : `"peerURLs":${peers}`,
    clients === "[]" ? "" : `"clientURLs":${clients}`,
    readBoolean(member, "isLearner") ? '"isLearner":true' : "",
  ];
  return `{${parts.filter((part) => part !== "").join(",")}}`;
}

function hexIdJson(member: Json): string {
  return `"ID":"${hexId(readInt64(member, "ID"))}"`;
}

function hexHeader(json: Json): string {
  const found = field(json, "header");
  const header = isJson(found) ? found : {};
  const number = (name: string) => {
    const value = readInt64(header, name);
    return value === "0" ? "" : `,"${name}":${value}`;
  };
  const ids = `"cluster_id":"${hexId(readInt64(header, "cluster_id"))}","member_id":"${hexId(readInt64(header, "member_id"))}"`;
  return `{${ids}${number("revision")}${number("raft_term")}}`;
}

export type MemberChange = "added" | "removed" | "updated" | "promoted";

/** `member add`, `remove`, `update` and `promote` of the member `id`. */
export function printMemberChange(change: MemberChange, json: Json, id: string, style: Style): Part[] {
  if (style.format === "json") {
    const message = change === "added" ? "MemberAddResponse" : "MemberListResponse";
    return [style.hex && style.minor >= 7 ? hexMembers(json) : messageToGoJson(message, json), "\n"];
  }
  const found = field(json, "header");
  const cluster = hexId(readInt64(isJson(found) ? found : {}, "cluster_id"), " ");
  const where = { added: "added to", removed: "removed from", updated: "updated in", promoted: "promoted in" }[change];
  const member = field(json, "member");
  const learner = change === "added" && isJson(member) && readBoolean(member, "isLearner") && style.minor >= 6;
  return [`Member ${id} ${learner ? "added as learner to" : where} cluster ${cluster}\n`];
}

/** The variables that `member add` prints for the new member. */
export function printNewMember(json: Json, name: string, peerUrls: string): Part[] {
  const added = field(json, "member");
  const newId = readInt64(isJson(added) ? added : {}, "ID");
  const cluster = recordsIn(json, "members").flatMap((member) => {
    const known = readInt64(member, "ID") === newId ? name : readText(member, "name");
    return readList(member, "peerURLs", (url) => `${known}=${String(url)}`);
  });
  return [
    `\nETCD_NAME=${quoted(name)}\n`,
    `ETCD_INITIAL_CLUSTER=${quoted(cluster.join(","))}\n`,
    `ETCD_INITIAL_ADVERTISE_PEER_URLS=${quoted(peerUrls)}\n`,
    'ETCD_INITIAL_CLUSTER_STATE="existing"\n',
  ];
}
