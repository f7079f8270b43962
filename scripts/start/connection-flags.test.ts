import { expect, it } from "vitest";
import { connectionFlagNames, draftFromFlags, type ConnectionFlag } from "./connection-flags.ts";

const draft = (flags: Partial<Record<ConnectionFlag, string>>, env: NodeJS.ProcessEnv = {}) => {
  const given = connectionFlagNames.flatMap((name) => {
    const text = flags[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return draftFromFlags(new Map(given), env);
};

it("is no connection without endpoints, whatever etcdctl's other variables say", () => {
  expect(draft({}, { ETCDCTL_USER: "root", ETCDCTL_CACERT: "ca.pem" })).toBeUndefined();
  expect(draft({}, { ETCDCTL_ENDPOINTS: "" })).toBeUndefined();
});

it("takes each field from its flag, else from etcdctl's variable, and knows which", () => {
  const env = {
    ETCDCTL_ENDPOINTS: "a:1",
    ETCDCTL_CACERT: "env.pem",
    ETCDCTL_CERT: "cert.pem",
    ETCDCTL_KEY: "key.pem",
    ETCDCTL_USER: "root",
    ETCDCTL_PASSWORD: "secret",
  };
  expect(draft({ cacert: "flag.pem" }, env)).toEqual({
    fields: {
      endpoints: { text: "a:1", called: "ETCDCTL_ENDPOINTS" },
      cacert: { text: "flag.pem", called: "--cacert" },
      cert: { text: "cert.pem", called: "ETCDCTL_CERT" },
      key: { text: "key.pem", called: "ETCDCTL_KEY" },
      user: { text: "root", called: "ETCDCTL_USER" },
      password: { text: "secret", called: "ETCDCTL_PASSWORD" },
    },
    readOnly: false,
    folder: process.cwd(),
    called: "ETCDCTL_ENDPOINTS",
  });
});

it("does not mix a flag's user and password with the variable's password", () => {
  const mixed = draft({ endpoints: "a", user: "me:mine" }, { ETCDCTL_PASSWORD: "other" });
  expect(mixed?.fields).not.toHaveProperty("password");
  const beside = draft({ endpoints: "a", user: "me" }, { ETCDCTL_PASSWORD: "mine" });
  expect(beside?.fields.password?.text).toBe("mine");
});

it("refuses flags that describe no connection", () => {
  expect(() => draft({ name: "prod" })).toThrow("--name requires --endpoints.");
});
