import { expect, it } from "vitest";
import { LaunchFailure } from "../process/launch-failure.ts";
import { parseFlags, type StartFlags } from "./flags.ts";

const parse = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => parseFlags(args, env);
const token = "planted-token-0123456789";

it("has defaults that serve on loopback and open a browser", () => {
  expect(parse([])).toEqual<StartFlags>({
    host: "127.0.0.1",
    port: 7379,
    connection: undefined,
    connectionsFile: undefined,
    readOnly: false,
    allowSnapshot: false,
    accessToken: undefined,
    allowedHosts: [],
    open: true,
  });
});

it("reads every flag, with a space or an equals sign", () => {
  const args = ["--port", "0", "--host=::1", "--connections", "c.json", "--read-only", "--allow-snapshot", "--no-open"];
  const flags = parse([...args, `--access-token=${token}`, "--allowed-host", "etcd.example, [::1]:80"]);
  expect(flags).toEqual({
    host: "::1",
    port: 0,
    connection: undefined,
    connectionsFile: "c.json",
    readOnly: true,
    allowSnapshot: true,
    accessToken: token,
    allowedHosts: ["etcd.example", "[::1]:80"],
    open: false,
  });
});

it("reads the connection's flags together", () => {
  expect(parse(["--endpoints", "a:1,b:2", "--server-name", "etcd"])).toMatchObject({
    connection: { fields: { endpoints: { text: "a:1,b:2" }, serverName: { text: "etcd" } } },
  });
});

const at = (...flags: readonly string[]) => parse(["--endpoints", "a:1", ...flags]);

it("says whether the connection is production, and not both", () => {
  expect(at("--production")).toMatchObject({ connection: { production: true } });
  expect(at("--no-production")).toMatchObject({ connection: { production: false } });
  expect(at()).not.toHaveProperty("connection.production");
  expect(() => at("--production", "--no-production")).toThrow("Use --production or --no-production, not both.");
  expect(() => parse(["--no-production"])).toThrow("--no-production requires --endpoints.");
});

it("takes the brackets off an IPv6 host", () => {
  expect(parse(["--host", "[::1]"])).toMatchObject({ host: "::1" });
});

it("serves beyond this machine where it is asked to", () => {
  expect(parse(["--host", "0.0.0.0"])).toMatchObject({ host: "0.0.0.0" });
  expect(parse(["--host", "box.lan"])).toMatchObject({ host: "box.lan" });
});

it("takes the token of the variable, but the flag's before it", () => {
  expect(parse([], { ACCESS_TOKEN: token })).toMatchObject({ accessToken: token });
  expect(parse(["--access-token", `${token}2`], { ACCESS_TOKEN: token })).toMatchObject({ accessToken: `${token}2` });
  expect(parse([], { ACCESS_TOKEN: "" })).toMatchObject({ accessToken: undefined });
});

it("shows help, whatever else is asked", () => {
  expect(parse(["--help"])).toBe("help");
  expect(parse(["--port", "1", "-h"])).toBe("help");
});

it.each([
  [["--prot", "1"], "Unknown flag --prot."],
  [["-x"], "Unknown flag: -h is the only flag of one letter."],
  [["now"], "Unexpected argument. Quote values that contain spaces."],
  [["--password", "my", "now"], "Unexpected argument after --password. Quote values that contain spaces."],
  [["--access-token=my", "now"], "Unexpected argument after --access-token. Quote values that contain spaces."],
  [["--port"], "--port requires a value."],
  [["--port", "--no-open"], "--port requires a value."],
  [["--port", "80a"], "--port must be a whole number from 0 to 65535, not “80a”."],
  [["--port", "65536"], "--port must be a whole number"],
  [["--port=-1"], "--port must be a whole number"],
  [["--no-open=yes"], "--no-open does not take a value."],
  [["--host", "a b"], "--host must be an address or a name of this machine"],
  [["--host", "a:1"], "--host must be an address or a name of this machine"],
  [["--allowed-host", "a/b"], "“a/b” is not HOST or HOST:PORT."],
  [["--cacert", "ca.pem"], "--cacert requires --endpoints."],
  [
    ["--insecure-skip-tls-verify"],
    "--insecure-skip-tls-verify is not supported: anyone in the network path could read the password and change responses. Set the CA with --cacert. Use --server-name if the address is not in the certificate.",
  ],
  [["--endpoints", "a", "--insecure-skip-tls-verify=true"], "--insecure-skip-tls-verify is not supported"],
])("refuses %j in one sentence", (args, sentence) => {
  expect(() => parse(args)).toThrow(sentence);
});

it("skips no verification for a variable either, where that would be used", () => {
  const env = { ETCDCTL_INSECURE_SKIP_TLS_VERIFY: "true" };
  expect(() => parse(["--endpoints", "https://a"], env)).toThrow("ETCDCTL_INSECURE_SKIP_TLS_VERIFY is not supported");
  expect(parse([], env)).toMatchObject({ connection: undefined });
  expect(parse(["--endpoints", "a"], { ETCDCTL_INSECURE_SKIP_TLS_VERIFY: "false" })).toHaveProperty(
    "connection.fields",
  );
});

it.each([
  ["--access-token", "hunter2"],
  ["--access-token", "white space in the token"],
])("refuses the token %s “%s” without quoting it", (flag, text) => {
  expect(() => parse([flag, text])).toThrow(
    "--access-token must have at least 16 ASCII characters without spaces. Leave it out to have one generated.",
  );
  expect(() => parse([], { ACCESS_TOKEN: text })).toThrow(/^ACCESS_TOKEN must have/);
  expect(() => parse([flag, text])).not.toThrow(text);
});

it("exits with 2 for a wrong command line", () => {
  expect(() => parse(["--nope"])).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(() => parse(["--nope"])).toThrow(expect.any(LaunchFailure));
});
