import { beforeEach, expect, test, vi } from "vitest";
import { notifyDone } from "./done-notice.ts";
import { useNotices } from "./notices.ts";

const copied: string[] = [];
beforeEach(() => {
  copied.length = 0;
  vi.stubGlobal("navigator", { clipboard: { writeText: async (text: string) => void copied.push(text) } });
});

test("the command of what was done is copied, and what one should know of it is said", async () => {
  notifyDone("Revoked 1f", { text: "etcdctl lease revoke 1f", notes: ["Put the endpoints first."] });
  const { notice } = useNotices.getState();
  expect(notice).toMatchObject({ text: "Revoked 1f", tone: "ok", action: { label: "Copy as etcdctl" } });
  notice?.action?.run();
  await vi.waitFor(() =>
    expect(useNotices.getState().notice?.text).toBe("Copied the command. Put the endpoints first."),
  );
  expect(copied).toEqual(["etcdctl lease revoke 1f"]);
});

test("where etcdctl has no words for it there is nothing to copy", () => {
  notifyDone("Granted 1f", { unavailable: "etcdctl lets etcd choose the ID." });
  expect(useNotices.getState().notice).not.toHaveProperty("action");
});
