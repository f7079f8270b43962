import { join } from "node:path";
import { expect, it } from "vitest";
import { tlsFixtures } from "../paths.ts";
import type { ConnectionDraft, DraftField } from "./connection-draft.ts";
import { resolveConnections } from "./resolve-connection.ts";

const ask = () => Promise.resolve(undefined);
const pem = (name: string) => join(tlsFixtures, name);

function draft(texts: Partial<Record<DraftField, string>>, readOnly = false): ConnectionDraft {
  const entries: [string, string][] = Object.entries(texts);
  const fields = Object.fromEntries(entries.map(([field, text]) => [field, { text, called: `--${field}` }]));
  return { fields, readOnly, folder: tlsFixtures, called: "--endpoints" };
}
const resolve = (...drafts: readonly ConnectionDraft[]) => resolveConnections(drafts, ask);

it("has a name, and nothing that was not given", async () => {
  expect(await resolve(draft({ endpoints: "a" }))).toEqual([
    { name: "default", readOnly: false, endpoints: ["http://a:2379"] },
  ]);
});

it("may have everything, with paths relative to where it was written", async () => {
  const all = {
    endpoints: "a,https://b:1",
    cacert: "authority.pem",
    cert: "client.pem",
    key: "test.key",
    serverName: "etcd",
    user: "me:mine",
    name: "prod",
    label: "Production",
    colour: "red",
  };
  const [connection] = await resolve({ ...draft(all, true), production: true });
  expect(connection).toMatchObject({
    production: true,
    name: "prod",
    label: "Production",
    colour: "red",
    readOnly: true,
    endpoints: ["https://a:2379", "https://b:1"],
    username: "me",
    password: "mine",
    tls: { serverName: "etcd" },
  });
  expect(connection?.tls?.authorities).toEqual([expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n[^]+\n$/)]);
  expect(connection?.tls?.keypair?.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});

it.each<[Partial<Record<DraftField, string>>, string]>([
  [{ cacert: pem("none.pem") }, `--cacert: “${pem("none.pem")}” cannot be read (ENOENT).`],
  [{ cacert: pem("make.sh") }, "holds no certificate in PEM (BEGIN CERTIFICATE)."],
  [{ cacert: pem("test.key") }, "holds no certificate in PEM"],
  [{ cert: pem("client.pem") }, "--cert: “"],
  [{ cert: pem("client.pem") }, "needs a key beside it."],
  [{ key: pem("test.key") }, "needs a certificate beside it."],
  [{ cert: pem("client.pem"), key: pem("client.pem") }, "holds no private key in PEM."],
  [{ cert: pem("client.pem"), key: pem("encrypted.key") }, "is encrypted: give the key without its passphrase."],
  [{ cert: pem("client.pem"), key: pem("other.key") }, "is not the key of the certificate in “"],
  [{ cert: pem("version-1.pem"), key: pem("test.key") }, "is of X.509 version 1, which workerd cannot use"],
  [{ serverName: "a b" }, "is no name that a certificate may have."],
  [{ endpoints: "http://a", cacert: pem("authority.pem") }, "--cacert needs https: --endpoints says http"],
  [{ colour: "pink" }, "--colour must be one of blue, green, amber, red, violet, grey, not “pink”."],
  [{ name: "x".repeat(256) }, "--name must have 1 to 255 characters and no control characters."],
  [{ name: "two\nlines" }, "no control characters."],
])("is refused with %j", async (texts, sentence) => {
  await expect(resolve(draft({ endpoints: "a", ...texts }))).rejects.toThrow(sentence);
});

it("has no name twice", async () => {
  const twice = resolve(draft({ endpoints: "a", name: "prod" }), draft({ endpoints: "b", name: "prod" }));
  await expect(twice).rejects.toThrow("has the name “prod” of another connection.");
});
