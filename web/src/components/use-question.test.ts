import { createElement, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import type { WriteAct } from "#/acts/questions.ts";
import { ConnectionContext, type Connected } from "#/api/connection/connection-context.tsx";
import { confirmedUntil, forgetNamesOfOthers, useConfirmedNames } from "#/stores/confirmed-names.ts";
import { rememberCredentials } from "#/stores/credentials.ts";
import { setLocked } from "#/stores/locked-connections.ts";
import { renderHook } from "../../test/render-hook.ts";
import { useQuestion } from "./use-question.tsx";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: new Date(2026, 10, 30, 14, 0) });
  forgetNamesOfOthers("prod");
});
afterEach(() => {
  forgetNamesOfOthers("none");
  vi.useRealTimers();
});

const minute = 60_000;

function connectedTo(name: string): Connected {
  const ref = parseConnectionRef(name);
  if (ref === undefined) throw new Error(`no connection is called ${name}`);
  const connection = { id: name, ref, label: name, readOnly: false, tls: false, isProduction: true, user: "" };
  // A question sends nothing.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { connection: { ...connection, target: {} }, etcd: {} as Connected["etcd"], at: "live", viewing: "live" };
}

interface Asked {
  readonly act: WriteAct | readonly WriteAct[];
  readonly variety?: string;
}

/** A dialog that asks before an act; `words`: the text in the field for the name. */
async function open(asked: WriteAct | Asked, on = "prod") {
  const { act, variety } = typeof asked === "object" ? asked : { act: asked, variety: undefined };
  const around = (children: ReactNode) => createElement(ConnectionContext, { value: connectedTo(on) }, children);
  const hook = await renderHook(() => useQuestion(act, { variety }), undefined, around);
  return { ...hook, type: (text: string) => hook.does(() => propsOf(hook.current().field)["onType"]?.(text)) };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the element of the field, as React made it
const propsOf = (field: ReactNode) => (field as { props: Record<string, (text: string) => void> }).props;
const asksForName = (question: ReturnType<typeof useQuestion>) => !question.answered;
const isAsked = async (asked: WriteAct | Asked) => asksForName((await open(asked)).current());

/** Types the name and does the act. */
async function confirm(asked: WriteAct | Asked, on = "prod"): Promise<void> {
  const dialog = await open(asked, on);
  expect(dialog.current().answer()).toBe(false);
  await dialog.type(on);
  expect(dialog.current().answer()).toBe(true);
  await dialog.unmount();
}

test("a typed name counts five minutes for acts of the same kind, says until when, and then is asked for again", async () => {
  await confirm("lease.revoke");
  const again = await open("lease.revoke");
  expect(again.current()).toMatchObject({ asks: "type-name", answered: true });
  expect(propsOf(again.current().field)["children"]).toEqual(["Name confirmed until ", "14:05"]);
  await again.does(() => vi.advanceTimersByTime(5 * minute - 1));
  expect(again.current().answered).toBe(true);
  await again.does(() => vi.advanceTimersByTime(1));
  expect(again.current().answered).toBe(false);
  expect(again.current().answer()).toBe(false);
});

test("using it does not make it last longer", async () => {
  await confirm("lease.revoke");
  vi.advanceTimersByTime(4 * minute);
  const again = await open("lease.revoke");
  expect(again.current().answer()).toBe(true);
  vi.advanceTimersByTime(minute);
  expect(asksForName((await open("lease.revoke")).current())).toBe(true);
});

test("a name that was typed and not used counts for nothing", async () => {
  const dialog = await open("txn.commit");
  await dialog.type("prod");
  expect(dialog.current().answered).toBe(true);
  await dialog.unmount();
  expect(asksForName((await open("txn.commit")).current())).toBe(true);
});

test("another kind of act asks, also where one row of the table stands for several, and where there are more acts", async () => {
  await confirm({ act: "console.destroy", variety: "lease revoke" });
  expect(await isAsked({ act: "console.destroy", variety: "lease revoke" })).toBe(false);
  expect(await isAsked({ act: "console.destroy", variety: "del" })).toBe(true);
  expect(await isAsked({ act: "console.write", variety: "lease revoke" })).toBe(true);
  await confirm({ act: ["cluster.add-member", "cluster.remove-member"] });
  expect(await isAsked({ act: ["cluster.remove-member", "cluster.add-member", "cluster.add-member"] })).toBe(false);
  expect(await isAsked("cluster.remove-member")).toBe(true);
});

test("so much at once that it is typed everywhere is typed every time", async () => {
  await confirm("bulk.large");
  expect(asksForName((await open("bulk.large")).current())).toBe(true);
});

test("another connection asks, and so does the first one when it is back on the screen", async () => {
  await confirm("key.delete");
  forgetNamesOfOthers("prod");
  expect(asksForName((await open("key.delete")).current())).toBe(false);
  expect(asksForName((await open("key.delete", "other")).current())).toBe(true);
  forgetNamesOfOthers("other");
  forgetNamesOfOthers("prod");
  expect(asksForName((await open("key.delete")).current())).toBe(true);
});

const forgets: readonly (readonly [string, () => unknown])[] = [
  ["locking the connection", () => setLocked("prod", true)],
  ["unlocking it", () => setLocked("prod", false)],
  ["signing in as another user", () => rememberCredentials("prod", { username: "other", password: "x" })],
  ["signing out", () => rememberCredentials("prod", undefined)],
];
test.each(forgets)("%s forgets every name, in an open dialog too", async (_, happens) => {
  await confirm("key.delete");
  const dialog = await open("key.delete");
  expect(dialog.current().answered).toBe(true);
  await dialog.does(happens);
  expect(dialog.current().answered).toBe(false);
});

test("a clock that was set back, or a timer that slept, makes it last no longer", async () => {
  await confirm("key.delete");
  const dialog = await open("key.delete");
  vi.setSystemTime(new Date(2026, 10, 30, 13, 0));
  expect(dialog.current().answer()).toBe(false);
  vi.setSystemTime(new Date(2026, 10, 30, 15, 0));
  expect(dialog.current().answer()).toBe(false);
  expect(confirmedUntil(useConfirmedNames.getState(), "prod", "key.delete")).toBeUndefined();
});
