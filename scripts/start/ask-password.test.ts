import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { askPassword } from "./ask-password.ts";

/** A terminal that shows whether it would echo. */
class FakeTerminal extends EventEmitter {
  isTTY = true;
  raw = false;
  reading = false;
  written = "";
  setRawMode(on: boolean) {
    this.raw = on;
    return this;
  }
  resume() {
    this.reading = true;
    return this;
  }
  pause() {
    this.reading = false;
    return this;
  }
  write(text: string) {
    this.written += text;
    return true;
  }
  type(text: string) {
    this.emit("data", Buffer.from(text));
  }
}

function ask(terminal = new FakeTerminal(), signal = new AbortController().signal) {
  return { terminal, answer: askPassword("Password: ", signal, { input: terminal, output: terminal }) };
}

it("takes what is typed up to Enter, and shows none of it", async () => {
  const { terminal, answer } = ask();
  expect(terminal).toMatchObject({ raw: true, reading: true, written: "Password: " });
  terminal.type("sécx");
  terminal.type("\u007fret\r");
  expect(await answer).toBe("sécret");
  expect(terminal).toMatchObject({ raw: false, reading: false, written: "Password: \n" });
  expect(terminal.listenerCount("data")).toBe(0);
});

it.each(["\u0003", "\u0004"])("gives up on %j, and gives the terminal back", async (key) => {
  const { terminal, answer } = ask();
  terminal.type(`sec${key}`);
  await expect(answer).rejects.toThrow("No password entered.");
  expect(terminal).toMatchObject({ raw: false, reading: false });
});

it("gives up when we are told to stop", async () => {
  const stop = new AbortController();
  const { terminal, answer } = ask(new FakeTerminal(), stop.signal);
  stop.abort();
  await expect(answer).rejects.toThrow("No password entered.");
  expect(terminal.raw).toBe(false);
});

it("asks nothing where there is no terminal", async () => {
  const terminal = new FakeTerminal();
  terminal.isTTY = false;
  expect(await ask(terminal).answer).toBeUndefined();
  expect(terminal.written).toBe("");
});
