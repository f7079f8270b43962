/** `pnpm fuzz [SECONDS]`: the fuzz tests of the parser, of request validation, of Kubernetes objects and of decoders, each property for so long (60). */
import { runTool } from "./build/tool.ts";

const seconds = Number(process.argv[2] ?? "60");
if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600) {
  console.error("Give the seconds as a whole number from 1 to 3600.");
  process.exit(2);
}
const result = await runTool(
  "vitest",
  [
    "run",
    "--config",
    "scripts/vitest.config.ts",
    "--testTimeout=0",
    "answer-parser-property",
    "request-fuzz",
    "object-fuzz",
    "object-text-fuzz",
    "decoder-fuzz",
  ],
  { env: { FUZZ_SECONDS: String(seconds) } },
);
console.log(result.output.trim());
process.exitCode = result.ok ? 0 : 1;
