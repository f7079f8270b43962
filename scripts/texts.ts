/**
 * Prints every text of the product, file by file, for a reader: `pnpm texts`, or of the paths that hold a word: `pnpm
 * texts features/keys/find`. With `--check` only those that do not follow the voice, each with the reason.
 */
import { faultsOf } from "./texts/plain-words.ts";
import { productTexts } from "./texts/product-files.ts";

const args = process.argv.slice(2);
const checks = args.includes("--check");
const wanted = args.find((arg) => arg !== "--check") ?? "";
let count = 0;
for (const { file, texts } of productTexts()) {
  if (!file.includes(wanted)) continue;
  const lines = texts.flatMap(({ line, text }) => {
    const faults = checks ? faultsOf(text) : [];
    if (checks && faults.length === 0) return [];
    count += 1;
    return [`${String(line).padStart(5)}  ${text}`, ...faults.map((fault) => `${" ".repeat(9)}^ ${fault}`)];
  });
  if (lines.length > 0) process.stdout.write(`\n${file}\n${lines.join("\n")}\n`);
}
process.stdout.write(`\n${count} texts${checks ? " do not follow the voice" : ""}\n`);
process.exitCode = checks && count > 0 ? 1 : 0;
