/** A process of hostile servers, one a name, so that what they do does not slow the one who measures. */
import { createServer } from "node:net";
import { hostileAnswers, serveHostile } from "../test/hostile-answers.ts";

const names = Object.keys(hostileAnswers);
const ports = await Promise.all(
  names.map(async (name) => {
    const server = createServer((socket) => serveHostile(name, socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return [name, typeof address === "object" && address !== null ? address.port : 0] as const;
  }),
);
process.send?.(Object.fromEntries(ports));
process.on("disconnect", () => process.exit());
