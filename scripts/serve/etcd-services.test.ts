import { expect, it } from "vitest";
import { planEtcdServices } from "./etcd-services.ts";

const authority = "-----BEGIN CERTIFICATE-----";
const keypair = { certificateChain: "planted chain", privateKey: "planted key" };

it("leaves connections alone that need nothing but the platform's own TLS", () => {
  const connections = [{ name: "a", readOnly: true, endpoints: ["https://etcd:1"], username: "u", password: "p" }];
  const { connections: setting, services } = planEtcdServices(connections);
  expect(JSON.parse(setting)).toEqual(connections);
  expect(services).toEqual([]);
});

it("makes a service for each endpoint with certificates, counted over all connections", () => {
  const { connections, services } = planEtcdServices([
    {
      name: "a",
      readOnly: false,
      endpoints: ["https://10.0.0.5:1", "https://[::1]:2"],
      tls: { authorities: [authority] },
    },
    {
      name: "b",
      readOnly: false,
      endpoints: ["https://etcd:3"],
      tls: { authorities: [], keypair, serverName: "etcd.internal" },
    },
  ]);
  expect(services.map(({ binding, address, certificateHost }) => [binding, address, certificateHost])).toEqual([
    ["ETCD0", "10.0.0.5:1", "10.0.0.5"],
    ["ETCD1", "[::1]:2", "::1"],
    ["ETCD2", "etcd:3", "etcd.internal"],
  ]);
  expect(JSON.parse(connections)).toEqual([
    {
      name: "a",
      readOnly: false,
      endpoints: [
        { address: "https://10.0.0.5:1", binding: "ETCD0", clientCertificate: false },
        { address: "https://[::1]:2", binding: "ETCD1", clientCertificate: false },
      ],
    },
    {
      name: "b",
      readOnly: false,
      endpoints: [
        { address: "https://etcd:3", binding: "ETCD2", serverName: "etcd.internal", clientCertificate: true },
      ],
    },
  ]);
});

it("tells the app of no key and no certificate", () => {
  const tls = { authorities: [authority], keypair };
  const { connections } = planEtcdServices([{ name: "a", readOnly: false, endpoints: ["https://a:1"], tls }]);
  expect(connections).not.toContain("planted");
  expect(connections).not.toContain("BEGIN");
});

it("makes no service that would talk in clear", () => {
  const tls = { authorities: [authority] };
  expect(() => planEtcdServices([{ name: "a", readOnly: false, endpoints: ["http://a:1"], tls }])).toThrow(
    "without TLS",
  );
});
