/** What every route finds in its context. */
import type { Environment, Settings } from "./settings.ts";

export interface AppEnv {
  Bindings: Environment;
  Variables: { settings: Settings };
}
