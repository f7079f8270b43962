import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { connectionOfDraft, draftId, holdsEdit, listEdits, setDraft, useDrafts, type Draft } from "./drafts.ts";

const base = {
  key: keyFromText("a"),
  value: valueFromText("AB"),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(2)),
  version: int64(1),
  lease: noLease,
};
const draft = (text: string, encoding: Draft["encoding"]): Draft => ({ base, text, encoding });

test("another spelling of the same bytes is no edit; other bytes and half-typed ones are", () => {
  expect(holdsEdit(draft("AB", "text"))).toBe(false);
  expect(holdsEdit(draft("41 42", "hex"))).toBe(false);
  expect(holdsEdit(draft("QUI=", "base64"))).toBe(false);
  expect(holdsEdit(draft("41 4", "hex"))).toBe(true);
  expect(holdsEdit(draft("ABC", "text"))).toBe(true);
});

test("drafts are kept and dropped by connection and key", () => {
  useDrafts.setState({}, true);
  const id = draftId("etcd.example:2379", "61");
  setDraft(id, draft("ABC", "text"));
  setDraft(draftId("other", "61"), draft("41 42", "hex"));
  expect(listEdits(useDrafts.getState()).map(([name]) => connectionOfDraft(name))).toEqual(["etcd.example:2379"]);
  setDraft(id, undefined);
  expect(listEdits(useDrafts.getState())).toEqual([]);
});
