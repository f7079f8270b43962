import { describe, expect, test } from "vitest";
import { emptyForm, fillForm, formFor, parseEndpoints, readForm } from "./connection-form-model.ts";

const form = { ...emptyForm, endpoints: "127.0.0.1" };
const local = { kind: "free", host: "127.0.0.1", port: 2379, tls: false, user: "" } as const;

describe("the connection form", () => {
  test("means the connection that was typed, with its marks", () => {
    expect(readForm({ ...form, user: "root" })).toMatchObject({
      ref: { ...local, user: "root" },
      saved: { id: "root@127.0.0.1:2379" },
    });
    const marked = { ...form, name: " lab ", colour: "violet", production: false, readOnly: true } as const;
    expect(readForm(marked)).toEqual({
      ref: local,
      saved: { id: "127.0.0.1:2379", name: "lab", colour: "violet", production: false, readOnly: true },
    });
  });

  test.each([
    ["::1", { host: "::1", port: 2379, tls: false }],
    ["[::1]:1", { host: "::1", port: 1, tls: false }],
    ["etcd.internal", { host: "etcd.internal", port: 2379 }],
    ["https://root@etcd:1/", { host: "etcd", port: 1, tls: true, user: "root" }],
    ["HTTP://10.0.0.5:2380", { host: "10.0.0.5", port: 2380, tls: false }],
    [
      "https://a:1,https://b:2 \n https://c",
      {
        host: "a",
        port: 1,
        tls: true,
        others: [
          { host: "b", port: 2 },
          { host: "c", port: 2379 },
        ],
      },
    ],
  ])("takes endpoints as people write them: %j", (text, place) => {
    expect(parseEndpoints(text)).toMatchObject(place);
  });

  test.each([
    ["", "Enter an endpoint"],
    [" , ", "Enter an endpoint"],
    ["etcd/path", "“etcd/path” is not an endpoint"],
    ["etcd:0", "“etcd:0”"],
    ["etcd:70000", "“etcd:70000”"],
    ["etcd:1e3", "“etcd:1e3”"],
    ["ftp://etcd:1", "“ftp://etcd:1”"],
    ["ümlaut:1", "“ümlaut:1”"],
    ["a:1 A:1", "A:1 is listed twice"],
    ["https://a:1 b:1", "Use https:// for all endpoints or for none"],
    ["u@a:1 v@b:1", "one user"],
    [Array.from({ length: 21 }, (_, at) => `a:${at + 1}`).join(), "at most 20"],
  ])("says what is wrong with %j", (text, problem) => {
    expect(readForm({ ...form, endpoints: text })).toEqual({ errors: { endpoints: expect.stringContaining(problem) } });
  });

  test("names every field that is wrong", () => {
    expect(readForm({ ...form, endpoints: "", password: "secret" })).toEqual({
      errors: { endpoints: expect.any(String), user: expect.any(String) },
    });
  });

  test("lets nothing that is kept be named, or be saved, twice; a bare address is no name", () => {
    const lab = { id: "127.0.0.1:2379", name: "lab" };
    expect(readForm({ ...form, endpoints: "b:1", name: "Lab" }, [lab])).toMatchObject({ errors: { name: /name/ } });
    expect(readForm({ ...form, name: "other" }, [lab])).toMatchObject({
      errors: { endpoints: "Already saved as “lab”. Change the endpoints or the user" },
    });
    expect(readForm({ ...form, name: "other" }, [lab], lab.id)).toMatchObject({ saved: { name: "other" } });
    expect(readForm(form, [lab])).toMatchObject({ ref: local });
    expect(readForm({ ...form, name: "lab" }, [{ id: lab.id }])).toMatchObject({ saved: lab });
  });

  test("is filled in from a connection, without a password", () => {
    const ref = { ...local, tls: true, user: "app", others: [{ host: "::1", port: 1 }] };
    const filled = fillForm(ref, { name: "lab", colour: "blue", readOnly: true });
    expect(filled).toMatchObject({ endpoints: "https://127.0.0.1:2379, https://[::1]:1", user: "app", password: "" });
    const saved = { id: "https://app@127.0.0.1:2379,[::1]:1", name: "lab", colour: "blue", readOnly: true } as const;
    expect(readForm(filled)).toEqual({ ref, saved });
    expect(formFor(saved.id, [saved])).toEqual(filled);
    expect(formFor("sample", [saved])).toBe(emptyForm);
  });
});
