/** `build`: the web app and the worker anew, and the first screen's budget. */
import { checkBudget } from "./budget.ts";
import { ensureBuilt } from "./build/build-app.ts";
import { formatFailure } from "./process/launch-failure.ts";

try {
  await ensureBuilt({ force: true });
  console.log(checkBudget());
} catch (error) {
  console.error(formatFailure(error));
  process.exitCode = 1;
}
