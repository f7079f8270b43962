/** The configuration of one's own workerd, as text. */
import { capnpText } from "./capnp-text.ts";
import type { Compatibility } from "./compatibility.ts";
import type { EtcdService } from "./etcd-services.ts";

export interface Module {
  name: string;
  source: string;
}

export interface WorkerdConfig {
  compatibility: Compatibility;
  /** `HOST:PORT`, an IPv6 host in brackets. */
  address: string;
  /** The folder of the app's files; without it, only the interface is served. */
  assets: string | undefined;
  /** The content of the app's `_headers`. */
  assetHeaders: string;
  /** The front door's modules, the entry first. */
  router: readonly Module[];
  /** The app's worker, bundled. */
  app: Module;
  /** The app's variables. */
  variables: Readonly<Record<string, string>>;
  /** The services that lead to an etcd, each bound to the app. */
  etcds: readonly EtcdService[];
}

const list = (items: readonly string[]) => `[${items.join(", ")}]`;
const text = (name: string, value: string) => `(name = ${capnpText(name)}, text = ${capnpText(value)})`;
const service = (name: string, target: string) => `(name = ${capnpText(name)}, service = ${capnpText(target)})`;

function worker(config: WorkerdConfig, modules: readonly Module[], bindings: readonly string[]): string {
  const sources = modules.map(({ name, source }) => `(name = ${capnpText(name)}, esModule = ${capnpText(source)})`);
  return (
    `(modules = ${list(sources)}, compatibilityDate = ${capnpText(config.compatibility.date)}, ` +
    `compatibilityFlags = ${list(config.compatibility.flags.map(capnpText))}, ` +
    `globalOutbound = "internet", bindings = ${list(bindings)})`
  );
}

/** The way to one etcd. `tlsOptions` is always there: without it workerd talks in clear. */
function etcdService({ binding, address, tls, certificateHost }: EtcdService): string {
  const { authorities, keypair } = tls;
  const options = [
    `trustBrowserCas = ${authorities.length === 0}`,
    `trustedCertificates = ${list(authorities.map(capnpText))}`,
    ...(keypair === undefined
      ? []
      : [
          `keypair = (privateKey = ${capnpText(keypair.privateKey)}, ` +
            `certificateChain = ${capnpText(keypair.certificateChain)})`,
        ]),
  ];
  return (
    `(name = ${capnpText(binding)}, external = (address = ${capnpText(address)}, ` +
    `tcp = (tlsOptions = (${options.join(", ")}), certificateHost = ${capnpText(certificateHost)})))`
  );
}

/**
 * Collects garbage early: workerd is one of many programs on its machine, and its answers are short-lived. Each request
 * leaves some 50 kB of sockets and streams outside of V8's heap, which only a collection of the old space gives back. V8
 * sees the few objects that hold them, and by itself waits for many megabytes of those before the first collection.
 */
const v8Flags = ["--optimize-for-size", "--max-semi-space-size=2", "--initial-old-space-size=4"];

/**
 * The whole configuration. It holds the app's variables and the connections' keys: for a file that only this user may read,
 * and that is deleted once workerd has read it.
 */
export function formatWorkerdConfig(config: WorkerdConfig): string {
  const variables = Object.entries(config.variables).map(([name, value]) => text(name, value));
  const ways = config.etcds.map(({ binding }) => service(binding, binding));
  const app = `(name = "app", worker = ${worker(config, [config.app], [...variables, ...ways])})`;
  const doorBindings = [service("APP", "app"), service("DISK", "disk"), text("ASSET_HEADERS", config.assetHeaders)];
  const door =
    config.assets === undefined
      ? []
      : [
          `(name = "router", worker = ${worker(config, config.router, doorBindings)})`,
          `(name = "disk", disk = ${capnpText(config.assets)})`,
        ];
  // On one's own machine etcd lives on loopback and in private networks, which the edge would refuse to dial.
  const internet =
    '(name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true)))';
  const entry = config.assets === undefined ? "app" : "router";
  return [
    'using Workerd = import "/workerd/workerd.capnp";',
    "const config :Workerd.Config = (",
    `  services = ${list([...door, app, ...config.etcds.map(etcdService), internet])},`,
    `  v8Flags = ${list(v8Flags.map(capnpText))},`,
    `  sockets = [(name = "http", address = ${capnpText(config.address)}, service = ${capnpText(entry)})],`,
    ");",
    "",
  ].join("\n");
}
