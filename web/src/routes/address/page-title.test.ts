import { parseAt } from "@etcd-explorer/shared/model/at";
import { expect, test } from "vitest";
import { pageTitle } from "./page-title.ts";

const seen = { screen: "Keys", connection: "prod-eu", viewing: "live" } as const;

test("the title says what is open, on which screen of which connection, and of which moment", () => {
  expect(pageTitle(seen)).toBe("Keys · prod-eu · etcd explorer");
  expect(pageTitle({ ...seen, thing: "/config/db/pool" })).toBe("/config/db/pool · Keys · prod-eu · etcd explorer");
  expect(pageTitle({ ...seen, viewing: parseAt("7") })).toBe("Keys · revision 7 · prod-eu · etcd explorer");
  expect(pageTitle({ ...seen, screen: "Connections", connection: undefined })).toBe("Connections · etcd explorer");
});

test("of a long key the end is kept", () => {
  const title = pageTitle({ ...seen, thing: `/${"a".repeat(500)}/end` });
  expect(title).toMatch(/^…a+\/end · Keys/);
  expect(title.length).toBeLessThan(170);
  expect(pageTitle({ ...seen, thing: "🚀".repeat(200) }).isWellFormed()).toBe(true);
});
