import { expect, test } from "vitest";
import { parseEtcdPath, parsePlainPath } from "./path.ts";

test.each([
  ["/v3/kv/range", "/v3/kv/range"],
  ["v3/kv/range", "/v3/kv/range"],
  ["/v3beta/auth/role/list", "/v3beta/auth/role/list"],
  ["v3alpha/maintenance/transfer-leadership", "/v3alpha/maintenance/transfer-leadership"],
])("%j is the path %j", (text, path) => {
  expect(parseEtcdPath(text)).toBe(path);
});

test.each([
  "",
  "/",
  "/v3",
  "/v3/",
  "/v2/keys",
  "/v3x/kv/range",
  "/version",
  "/metrics",
  "//v3/kv/range",
  "/v3//kv/range",
  "/v3/kv/range/",
  "/v3/../metrics",
  "/v3/./kv",
  "/v3/kv/range?x=1",
  "/v3/kv/range#x",
  "/v3/kv%2frange",
  "/v3/kv/range HTTP/1.1",
  "/v3/kv/range\r\nX: y",
  "/v3/kv/range\n",
  "/v3/kv/range\0",
  "/v3/kv\\range",
  "/v3/kv/ränge",
  "http://etcd/v3/kv/range",
])("%j is refused, and says that it is the path", (text) => {
  expect(() => parseEtcdPath(text)).toThrow(/^path: must /);
});

test.each(["/metrics", "/version", "/health", "/livez", "/readyz"])(
  "%s may be got, with or without its slash",
  (path) => {
    expect(parsePlainPath(path)).toBe(path);
    expect(parsePlainPath(path.slice(1))).toBe(path);
  },
);

test.each(["", "/", "/debug/pprof/heap", "/v3/kv/range", "/v2/keys", "/metrics/", "/health?x", "//health", "/HEALTH"])(
  "%j may not be got",
  (path) => {
    expect(() => parsePlainPath(path)).toThrow(/^path: must be one of \/metrics/);
  },
);
