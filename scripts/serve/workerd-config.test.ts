import { expect, it } from "vitest";
import { formatWorkerdConfig, type WorkerdConfig } from "./workerd-config.ts";

const config: WorkerdConfig = {
  compatibility: { date: "2026-11-01", flags: ["enable_request_signal"] },
  address: "127.0.0.1:7379",
  assets: "/app/dist",
  assetHeaders: "/*\n  X: 1\n",
  router: [{ name: "router.ts", source: "export default {}" }],
  app: { name: "main.js", source: 'export default { name: "app" }' },
  variables: { CONNECTIONS: '[{"name":"x"}]' },
  etcds: [],
};

it("puts the front door on the socket, before the app and its files", () => {
  const text = formatWorkerdConfig(config);
  expect(text).toContain('address = "127.0.0.1:7379", service = "router"');
  expect(text).toContain('(name = "disk", disk = "/app/dist")');
  expect(text).toContain(String.raw`(name = "CONNECTIONS", text = "[{\x22name\x22:\x22x\x22}]")`);
});

it("serves the app alone where there are no files", () => {
  const text = formatWorkerdConfig({ ...config, assets: undefined });
  expect(text).toContain('service = "app")]');
  expect(text).not.toContain("disk");
});

it("keeps a variable from breaking out of its literal", () => {
  const text = formatWorkerdConfig({ ...config, variables: { X: '"), (name = "evil' } });
  expect(text).toContain(String.raw`text = "\x22), (name = \x22evil")`);
});

it("leads to an etcd by TLS only, whatever it was given", () => {
  const way = { binding: "ETCD0", address: "10.0.0.5:2379", certificateHost: "10.0.0.5" };
  const text = formatWorkerdConfig({ ...config, etcds: [{ ...way, tls: { authorities: [] } }] });
  expect(text).toContain('(name = "ETCD0", service = "ETCD0")');
  expect(text).toContain(
    '(name = "ETCD0", external = (address = "10.0.0.5:2379", tcp = (tlsOptions = (trustBrowserCas = true, ' +
      'trustedCertificates = []), certificateHost = "10.0.0.5")))',
  );
});

it("trusts the given authority alone, and shows the client certificate", () => {
  const tls = { authorities: ["CA\n"], keypair: { certificateChain: "CHAIN", privateKey: "KEY" } };
  const way = { binding: "ETCD0", address: "a:1", certificateHost: "etcd.internal", tls };
  const text = formatWorkerdConfig({ ...config, etcds: [way] });
  expect(text).toContain(String.raw`trustBrowserCas = false, trustedCertificates = ["CA\x0a"]`);
  expect(text).toContain('keypair = (privateKey = "KEY", certificateChain = "CHAIN")');
  expect(text).toContain('certificateHost = "etcd.internal"');
});
