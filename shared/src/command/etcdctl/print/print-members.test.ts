import { expect, test } from "vitest";
import { joinParts, type Style } from "./output.ts";
import { printMemberChange, printMembers } from "./print-members.ts";

const answer = {
  header: { cluster_id: "31", member_id: "32", revision: "5", raft_term: "2" },
  member: { ID: "255", peerURLs: ["http://a:2380"], isLearner: true },
  members: [
    { ID: "32", name: "m1", peerURLs: ["http://b:2380"], clientURLs: ["http://b:2379"] },
    { ID: "255", peerURLs: ["http://a:2380"], isLearner: true },
  ],
};

const text = (parts: Parameters<typeof joinParts>[0]) => new TextDecoder().decode(joinParts(parts));
const style = (minor: number): Style => ({ format: "json", hex: true, minor, tableLines: "ascii" });

// The comparison with etcdctl cannot add members to the etcd that it shares.
test("from 3.7 on every answer about members has its IDs in hex and no empty field", () => {
  const added = JSON.parse(text(printMemberChange("added", answer, "ff", style(7))));
  expect(added).toEqual({
    header: { cluster_id: "1f", member_id: "20", revision: 5, raft_term: 2 },
    member: { ID: "ff", peerURLs: ["http://a:2380"], isLearner: true },
    members: [
      { ID: "20", name: "m1", peerURLs: ["http://b:2380"], clientURLs: ["http://b:2379"] },
      { ID: "ff", peerURLs: ["http://a:2380"], isLearner: true },
    ],
  });
  expect(text(printMemberChange("added", answer, "ff", style(6)))).toContain('"ID":255');
});

test("up to 3.6 the list alone has, with every field and up to 3.5 a misspelt one", () => {
  const started = { header: answer.header, members: answer.members.slice(1) };
  expect(text(printMembers(started, style(6)))).toContain('"name":"","peerURLs":["http://a:2380"],"clientURLs":null');
  expect(text(printMembers(started, style(5)))).toContain('"clientURLS":null');
});
