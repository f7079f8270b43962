/** What every route finds in its context. */
import type { Access } from "#/guard/access-token.ts";
import type { Environment, Settings } from "#/settings/settings.ts";

export interface AppEnv {
  Bindings: Environment;
  Variables: { settings: Settings; access: Access };
}
