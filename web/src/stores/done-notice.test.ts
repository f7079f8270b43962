import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { closeCopiedRequest, notifyDone, useCopiedRequest } from "./done-notice.ts";
import { useNotices } from "./notices.ts";

test("what was done can be shown in other words, until that is closed", () => {
  const request = { kind: "lease-revoke", id: asLeaseId(int64(31)) } as const;
  const target = { endpoints: [], user: "", worker: { connection: "sample" } };
  notifyDone("Revoked 1f", { request, target });
  const { notice } = useNotices.getState();
  expect(notice).toMatchObject({ text: "Revoked 1f", tone: "ok", action: { label: "Copy as…" } });
  expect(useCopiedRequest.getState().shown).toBeUndefined();
  notice?.action?.run();
  expect(useCopiedRequest.getState().shown).toEqual({ request, target });
  closeCopiedRequest();
  expect(useCopiedRequest.getState().shown).toBeUndefined();
});
