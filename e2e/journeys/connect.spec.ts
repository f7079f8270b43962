import { createServer, type Server } from "node:net";
import { expectAccessible } from "../accessible.ts";
import { expect, test } from "../fixtures.ts";
import { withConnections } from "../marked-connections.ts";
import { KeysPage } from "../pages/keys-page.ts";
import { openLink } from "../pages/open-link.ts";

/** A server on loopback that answers whatever comes with `answer`, or with nothing at all. */
async function listen(answer: string | undefined): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => {
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, server };
}

test("an address is checked before anything is sent, the sample is chosen beforehand, and an own etcd is kept", async ({
  page,
  etcd,
}) => {
  await test.step("a field that is wrong is named before anything is sent, and a user in an address goes to its own", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).click();
    const endpoints = page.getByLabel("Endpoints");
    for (const [text, says] of [
      ["no spaces/please", "“spaces/please” is not an endpoint"],
      ["127.0.0.1:70000", "Use HOST:PORT or https://HOST:PORT"],
      ["a:1, https://b:1", "Use https:// for all endpoints or for none"],
    ] as const) {
      await endpoints.fill(text);
      await page.getByRole("button", { name: /^Connect/ }).click();
      await expect(page.getByText(says)).toBeVisible();
    }
    await expect(page.getByTestId("last-request")).toHaveText("No requests yet");
    await endpoints.fill("https://root@10.0.0.5:2380, https://10.0.0.6:2380");
    await page.getByLabel("Password").focus();
    await expect(endpoints).toHaveValue("https://10.0.0.5:2380, https://10.0.0.6:2380");
    await expect(page.getByLabel("User")).toHaveValue("root");
  });

  await test.step("the sample etcd is chosen beforehand, and one key press opens its keys", async () => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: /Sample data/ })).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/c\/sample\/keys$/);
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("etcd 3.5.30");
  });

  await test.step("an address leads to an etcd of one's own, by the keyboard alone, and are kept for next time", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).press("Enter");
    await expect(page.getByLabel("Endpoints")).toBeFocused();
    await page.keyboard.type(`127.0.0.1:${etcd.port}`);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/c/127.0.0.1%3A${etcd.port}/keys`);
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("button", { name: `127.0.0.1:${etcd.port} 3.5.30`, exact: true })).toBeVisible();
  });

  await test.step("the doctor takes every step of a connection that works", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Endpoints").fill(`127.0.0.1:${etcd.port}`);
    await page.getByRole("button", { name: "Diagnose" }).click();
    const steps = page.getByRole("region", { name: "Diagnosis" }).getByRole("listitem");
    await expect(steps).toHaveCount(4);
    for (const step of await steps.all()) await expect(step).toHaveAttribute("data-state", "passed");
    await expect(steps.nth(1)).toContainText("etcd 3.5.30 answers.");
    await expect(steps.nth(3)).toContainText("Access to all keys.");
  });
});

test("where no etcd answers, the diagnosis says why: nothing listens, something else does, or it stays silent", async ({
  page,
  faults,
}) => {
  await test.step("where nothing listens, it says so and what to check, and what was typed stays", async () => {
    faults.allow(/status of 500/);
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Endpoints").fill("127.0.0.1:1");
    await page.getByRole("button", { name: /^Connect/ }).click();
    const diagnosis = page.getByRole("region", { name: "Diagnosis" });
    await expect(diagnosis.getByRole("listitem").first()).toHaveAttribute("data-state", "failed");
    await expect(diagnosis.getByRole("alert")).toContainText("Cannot connect to 127.0.0.1:1");
    await expect(diagnosis.getByRole("alert")).toContainText("Check the host and port");
    await expect(diagnosis.getByRole("listitem").last()).toHaveAttribute("data-state", "waiting");
    await expect(page.getByLabel("Endpoints")).toHaveValue("127.0.0.1:1");
    await expect(page.getByTestId("last-request")).toContainText("POST /api/etcd/health · unreachable");
  });

  await test.step("a link to where nothing listens says so, and leads back to the form", async () => {
    faults.allow(/status of 500/);
    await openLink(page, "/c/127.0.0.1%3A1/keys");
    await expect(page.getByRole("heading", { name: "Cannot connect" })).toBeVisible();
    await page.getByRole("button", { name: "Change connection" }).click();
    await expect(page.getByLabel("Endpoints")).toHaveValue("http://127.0.0.1:1");
  });

  await test.step("something else than etcd is recognized as such", async () => {
    faults.allow(/status of 500/);
    const { port, server } = await listen("SSH-2.0-OpenSSH_9.2\r\n");
    await openLink(page, `/c/127.0.0.1%3A${port}/keys`);
    await expect(page.getByRole("heading", { name: "Not a valid etcd response" })).toBeVisible();
    server.close();
  });

  await test.step("a server that takes the connection and stays silent is given up in time, and told from a closed port", async () => {
    faults.allow(/status of 500/);
    const { port, server } = await listen(undefined);
    await page.goto("/");
    await page.getByRole("button", { name: "New" }).click();
    await page.getByLabel("Endpoints").fill(`127.0.0.1:${port}`);
    await page.getByRole("button", { name: "Diagnose" }).click();
    const steps = page.getByRole("region", { name: "Diagnosis" }).getByRole("listitem");
    // The documented budget of a request is 15 seconds.
    await expect(steps.nth(1)).toHaveAttribute("data-state", "failed", { timeout: 25_000 });
    await expect(steps.nth(0)).toHaveAttribute("data-state", "passed");
    await expect(steps.nth(1)).toContainText("the server accepted the connection but did not answer");
    server.close();
  });
});

test("pasted flags fill in the form, and links to what is not there say so", async ({ page, etcd }) => {
  await test.step("pasted etcdctl flags fill in the form, and what the browser cannot take is said", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "Paste etcdctl flags" }).waitFor();
    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("etcdctl get /");
    await dialog.getByRole("button", { name: "Fill in form" }).click();
    await expect(dialog.getByRole("alert")).toContainText("No --endpoints");
    await dialog
      .getByRole("textbox")
      .fill(
        `ETCDCTL_USER=app:pw etcdctl --endpoints http://127.0.0.1:${etcd.port},http://localhost:${etcd.port} --cacert ca.crt get /`,
      );
    // The keys that connect fill in the form and no more: first one reads what was left out.
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel("Endpoints")).toHaveValue(
      `http://127.0.0.1:${etcd.port}, http://localhost:${etcd.port}`,
    );
    await expect(page.getByLabel("User")).toHaveValue("app");
    await expect(page.getByText("start the explorer with --cacert ca.crt")).toBeVisible();
    await expect(page).toHaveURL(/\/$/);
    // The sample etcd has its authentication off: the user is let in all the same.
    await page.getByRole("button", { name: /^Connect/ }).click();
    await expect(page).toHaveURL(new RegExp(`/c/app%40127.0.0.1%3A${etcd.port}%2Clocalhost%3A${etcd.port}/keys`));
    await expect(new KeysPage(page).row("/config/")).toBeVisible();
    // And the page says which is true: nobody is signed in.
    await expect(page.getByRole("contentinfo")).toContainText("No user · authentication off");
  });

  await test.step("a link to a connection that the server does not know says so", async () => {
    await page.goto("/c/staging/keys");
    await expect(page.getByRole("heading", { name: "Connection not found" })).toBeVisible();
    await page.getByRole("button", { name: "Go to connections" }).click();
    await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
  });

  await test.step("a page that does not exist says so", async () => {
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  });
});

test("a link to a server that this browser has not used asks first, and nothing is sent there before", async ({
  page,
  etcd,
  newBrowser,
}) => {
  const { port, server } = await listen(undefined);
  let dialled = 0;
  server.on("connection", () => dialled++);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/etcd/")) asked.push(`${request.url()} ${request.postData()}`);
  });
  const question = page.getByRole("heading", { name: "Connect to 127.0.0.1:" });
  for (const screen of ["keys", "cluster", "txn", "console"]) {
    await page.goto(`/c/root%40127.0.0.1%3A${port}/${screen}`);
    await expect(question).toHaveText(`Connect to 127.0.0.1:${port}?`);
    await expect(page.getByText("No user or password is sent.")).toBeVisible();
  }
  await expectAccessible(page);
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Go to connections" }).click();
  await expect(page.getByLabel("Endpoints")).toHaveValue(`http://127.0.0.1:${port}`);
  // The list asks the connections that it knows how they are, and this is none of them.
  await expect(page.getByRole("button", { name: /Sample data.*3\.5\.30/ })).toBeVisible();
  expect(asked.filter((request) => request.includes(String(port)))).toEqual([]);
  expect(dialled).toBe(0);
  server.close();

  // What was agreed to, or connected to by the form, is not asked about again, whoever signs in there.
  const keys = new KeysPage(page);
  await page.goto(`/c/127.0.0.1%3A${etcd.port}/keys`);
  await expect(question).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(keys.row("/config/")).toBeVisible();
  await page.goto(`/c/127.0.0.1%3A${etcd.port}/cluster`);
  await expect(page.getByRole("heading", { name: "Cluster", exact: true })).toBeVisible();
  await page.goto("/c/sample/keys");
  await expect(keys.row("/config/")).toBeVisible();
  const other = await (await newBrowser()).newPage();
  await other.goto(`/c/127.0.0.1%3A${etcd.port}/keys`);
  await expect(other.getByRole("heading", { name: `Connect to 127.0.0.1:${etcd.port}?` })).toBeVisible();
});

const namesByKind: readonly (readonly [kind: string, names: readonly string[]])[] = [
  ["of other scripts or great length", ["生产环境", "🚀 prod ", "l".repeat(255)]],
  ["that is a path or a query in an address", ["x?y#z", "a/b", "..", "back\\slash"]],
  ["with marks of its own", ["100%", "a%2Fb", "root@etcd:2379", ":colon", "\"quotes' & <b>"]],
];

test("a connection of any name is chosen, connected to and linked to", async ({ page, etcd, faults }) => {
  // Each of the twelve names takes a page load: what is linked to is loaded.
  test.setTimeout(120_000);
  const keys = new KeysPage(page);
  const all = namesByKind.flatMap(([, names]) => names);
  const marked = all.map((name) => ({ name }));
  await withConnections({ endpoint: etcd.endpoint, faults, page }, marked, async (origin) => {
    await page.goto(origin);
    for (const [kind, names] of namesByKind) {
      await test.step(`a connection with a name ${kind} is chosen, connected to and linked to`, async () => {
        for (const name of names) {
          const list = page.getByRole("region", { name: "Known connections" });
          const item = list.getByRole("button").nth(all.indexOf(name));
          await item.click();
          await expect(item).toHaveAttribute("aria-pressed", "true");
          await page.getByRole("button", { name: /^Connect/ }).click();
          await expect(keys.row("/config/"), name).toBeVisible();
          await page.reload();
          await expect(keys.row("/config/"), name).toBeVisible();
          await page.getByRole("link", { name: "Leases" }).click();
          await expect(page.getByRole("heading", { name: "Leases", level: 1 })).toBeVisible();
          await page.getByRole("link", { name: "Connections" }).click();
        }
      });
    }
  });
});
