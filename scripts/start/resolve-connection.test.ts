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
  [{ cacert: pem("make.sh") }, "contains no PEM certificate (BEGIN CERTIFICATE)."],
  [{ cacert: pem("test.key") }, "contains no PEM certificate (BEGIN CERTIFICATE)."],
  [{ cert: pem("client.pem") }, "--cert: “"],
  [{ cert: pem("client.pem") }, "also requires a key."],
  [{ key: pem("test.key") }, "also requires a certificate."],
  [{ cert: pem("client.pem"), key: pem("client.pem") }, "contains no PEM private key."],
  [{ cert: pem("client.pem"), key: pem("encrypted.key") }, "is encrypted: use a key without a passphrase."],
  [{ cert: pem("client.pem"), key: pem("other.key") }, "does not match the certificate in “"],
  [
    { cert: pem("version-1.pem"), key: pem("test.key") },
    "is X.509 version 1, which workerd does not support: reissue it with extendedKeyUsage=clientAuth.",
  ],
  [{ serverName: "a b" }, "is not a valid name for a certificate."],
  [
    { endpoints: "http://a", cacert: pem("authority.pem") },
    "--cacert requires https: --endpoints uses http, which is not encrypted.",
  ],
  [{ colour: "pink" }, "--colour must be one of blue, green, amber, red, violet, grey, not “pink”."],
  [{ name: "x".repeat(256) }, "--name must have 1 to 255 characters and no control characters."],
  [{ name: "two\nlines" }, "no control characters."],
])("is refused with %j", async (texts, sentence) => {
  await expect(resolve(draft({ endpoints: "a", ...texts }))).rejects.toThrow(sentence);
});

it("has no name twice", async () => {
  const twice = resolve(draft({ endpoints: "a", name: "prod" }), draft({ endpoints: "b", name: "prod" }));
  await expect(twice).rejects.toThrow("--endpoints has the same name as another connection: “prod”.");
});
