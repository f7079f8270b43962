/** Asks for a password on the terminal. */
import { LaunchFailure } from "../process/launch-failure.ts";

const [ctrlC, ctrlD, backspace, del] = ["\u0003", "\u0004", "\b", "\u007f"];

/** A terminal: what is typed, and where to write the question. */
export interface Terminal {
  readonly input: TypedInput;
  readonly output: { write(text: string): unknown };
}

interface TypedInput {
  readonly isTTY: boolean;
  /** Whether keys come one by one, and are not shown. */
  setRawMode(on: boolean): unknown;
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  off(event: "data", listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const ownTerminal: Terminal = { input: process.stdin, output: process.stderr };

/**
 * What a person types up to Enter, which is not shown; undefined where standard input is no terminal. Ctrl-C and Ctrl-D
 * give up.
 */
export function askPassword(
  question: string,
  signal: AbortSignal,
  { input, output }: Terminal = ownTerminal,
): Promise<string | undefined> {
  if (!input.isTTY) return Promise.resolve(undefined);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let typed = "";
  const take = (chunk: Buffer) => {
    for (const character of chunk.toString("utf8")) {
      if (character === "\r" || character === "\n") return resolve(typed);
      if (character === ctrlC || character === ctrlD) return giveUp();
      if (character === backspace || character === del) typed = Array.from(typed).slice(0, -1).join("");
      else typed += character;
    }
  };
  const giveUp = () => reject(new LaunchFailure("No password entered.", { exitCode: 130 }));
  signal.addEventListener("abort", giveUp, { once: true });
  output.write(question);
  input.setRawMode(true);
  input.on("data", take);
  input.resume();
  return promise.finally(() => {
    signal.removeEventListener("abort", giveUp);
    input.off("data", take);
    input.setRawMode(false);
    input.pause();
    output.write("\n");
  });
}
