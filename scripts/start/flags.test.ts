import { expect, it } from "vitest";
import { LaunchFailure } from "../process/launch-failure.ts";
import { parseFlags } from "./flags.ts";

it("has defaults that serve on loopback and open a browser", () => {
  expect(parseFlags([])).toEqual({ host: "127.0.0.1", port: 7379, endpoints: undefined, open: true });
});

it("reads every flag, with a space or an equals sign", () => {
  const flags = parseFlags(["--port", "0", "--host=::1", "--endpoints", "a:1,b:2", "--no-open"]);
  expect(flags).toEqual({ host: "::1", port: 0, endpoints: ["http://a:1", "http://b:2"], open: false });
});

it("takes the brackets off an IPv6 host", () => {
  expect(parseFlags(["--host", "[::1]"])).toMatchObject({ host: "::1" });
});

it("shows help, whatever else is asked", () => {
  expect(parseFlags(["--help"])).toBe("help");
  expect(parseFlags(["--port", "1", "-h"])).toBe("help");
});

it.each([
  [["--prot", "1"], "There is no flag --prot."],
  [["-x"], "There is no flag -x."],
  [["now"], "“now” is no flag."],
  [["--port"], "--port needs a value."],
  [["--port", "--no-open"], "--port needs a value."],
  [["--port", "80a"], "--port must be a whole number from 0 to 65535, not “80a”."],
  [["--port", "65536"], "--port must be a whole number"],
  [["--port=-1"], "--port must be a whole number"],
  [["--no-open=yes"], "--no-open takes no value."],
  [["--host", "0.0.0.0"], "an access token, which does not exist yet"],
  [["--endpoints", "a:0"], "beyond 1 to 65535"],
])("refuses %j in one sentence", (args, sentence) => {
  expect(() => parseFlags(args)).toThrow(sentence);
});

it("exits with 2 for a wrong command line", () => {
  expect(() => parseFlags(["--nope"])).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(() => parseFlags(["--endpoints", "https://a"])).toThrow(expect.any(LaunchFailure));
});
