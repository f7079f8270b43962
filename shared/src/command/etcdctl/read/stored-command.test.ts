import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteSh } from "../../shell/sh-quote.ts";
import { planCommand } from "../plan/plan-command.ts";
import { storedCommand } from "./stored-command.ts";

test.each([
  ["get /a", "get /a"],
  ["get  /a   --prefix", "get  /a   --prefix"],
  ["put /a <<'EOF'\nx\nEOF", "put /a <<'EOF'\nx\nEOF"],
  ["$ etcdctl get /a # all", "get /a"],
  ["etcdctl put /a 'x y'", "put /a 'x y'"],
  [String.raw`etcdctl get $'\xff'`, String.raw`get $'\xff'`],
  ["echo x | etcdctl put /a", "put /a\nx\n"],
  ["user add anna:secret --hex", "user add anna --hex"],
  ["user add anna --new-user-password=secret", "user add anna"],
  ["user add --new-user-password secret anna", "user add anna"],
  ["user passwd anna\nsecret", "user passwd anna"],
  ["printf 'secret' | etcdctl user passwd anna", "user passwd anna"],
  ["etcdctl --user root:secret get /a", "get /a"],
  ["ETCDCTL_PASSWORD=secret etcdctl get /a -w json", "get /a -w json"],
  ["user add 'anna:secret'", "user add anna"],
  ["user add anna:secret --help", "help user add"],
  ["snapshot save secret", "snapshot save"],
  ["help lease", "help lease"],
  ["help secret", "help"],
  ["", "help"],
  ["user add 'anna:secret", undefined],
  ["frob secret", undefined],
])("%j is kept as %j", (text, kept) => {
  expect(storedCommand(text)).toBe(kept);
});

/** Longer than anything that a command holds by itself. */
const password = fc.string({ minLength: 9, maxLength: 24, unit: "grapheme" }).filter((text) => !/[\0\n]/.test(text));
const user = fc.stringMatching(/^[a-z]{1,8}$/);

const quotings: readonly ((text: string) => string)[] = [
  quoteSh,
  (text) => `"${text.replaceAll(/["\\$`]/g, "\\$&")}"`,
  (text) => Array.from(text, (character) => `\\${character}`).join(""),
  (text) =>
    `$'${Array.from(new TextEncoder().encode(text), (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}'`,
];

const preludes = [
  "",
  "etcdctl ",
  "ETCDCTL_API=3 etcdctl ",
  "$ sudo etcdctl --hex ",
  "# a comment\n",
  "export ETCDCTL_API=3\netcdctl -w json ",
  "docker exec -it etcd etcdctl ",
];

type Shape = (user: string, secret: string) => string;
const shapes: readonly Shape[] = [
  (name, secret) => `user add ${name}:${secret}`,
  (name, secret) => `user --interactive=false add ${name}:${secret}`,
  (name, secret) => `user add ${name} --new-user-password=${secret}`,
  (name, secret) => `user add --new-user-password ${secret} ${name}`,
  (name, secret) => `user add --no-password=false -- ${name}:${secret}`,
  (name, secret) => `--user ${name}:${secret} get /a`,
  (name, secret) => `get /a --user=${name}:${secret} --prefix`,
  (name, secret) => `get --user ${name} --password ${secret} /a`,
  (_, secret) => `put /a 1 --password=${secret}`,
  (_, secret) => `role list --auth-jwt-token ${secret} -w json`,
  (_, secret) => `lease list # ${secret}`,
  (_, secret) => `endpoint status\n# ${secret}\n`,
  (name, secret) => `user get ${name} --cacert ${secret}`,
];

describe("for any password and any way to write a command", () => {
  const command = fc.record({
    name: user,
    secret: password,
    quote: fc.constantFrom(...quotings),
    prelude: fc.constantFrom(...preludes),
    shape: fc.constantFrom(...shapes),
  });

  test("what is kept does not hold the password", () => {
    let plans = 0;
    fc.assert(
      fc.property(command, ({ name, secret, quote, prelude, shape }) => {
        const text = prelude + shape(name, quote(secret));
        if (planCommand(text).kind === "plan") plans++;
        const kept = storedCommand(text) ?? "";
        for (const spelled of [secret, ...quotings.map((one) => one(secret))]) expect(kept).not.toContain(spelled);
      }),
      { numRuns: 1000 },
    );
    // Most of them are commands that would run.
    expect(plans).toBeGreaterThan(700);
  });

  test("a password on further lines is not kept either", () => {
    const written = fc.constantFrom(
      (name: string, secret: string) => `user passwd ${name}\n${secret}`,
      (name: string, secret: string) => `user add ${name} <<'END'\n${secret}\nEND`,
      (name: string, secret: string) => `printf '%s' ${quoteSh(secret)} | etcdctl user passwd ${name}`,
      (name: string, secret: string) => `echo ${quoteSh(secret)} | etcdctl user passwd ${name}`,
      (name: string, secret: string) => `ETCDCTL_PASSWORD=${quoteSh(secret)} etcdctl user get ${name}`,
      (name: string, secret: string) => `export ETCDCTL_USER=${quoteSh(`${name}:${secret}`)}\netcdctl user get ${name}`,
    );
    fc.assert(
      fc.property(user, password, written, (name, secret, write) => {
        expect(storedCommand(write(name, secret)) ?? "").not.toContain(secret);
      }),
    );
  });

  test("what is kept means the same command, and is kept as it is", () => {
    fc.assert(
      fc.property(command, ({ name, secret, quote, prelude, shape }) => {
        const kept = storedCommand(prelude + shape(name, quote(secret)));
        expect(kept === undefined ? undefined : storedCommand(kept)).toBe(kept);
      }),
    );
  });
});
