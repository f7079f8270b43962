/** Where things lie. Everything that is made here stays below the project, but for throwaway data in the temp folder. */
import { join } from "node:path";

export const projectRoot = join(import.meta.dirname, "..");
/** Downloads, bundles and stamps; never committed, safe to delete. */
export const cacheDir = join(projectRoot, ".cache");
/** The built web app: what is served, here and by a deployment. */
export const webDist = join(projectRoot, "web", "dist");
/** The worker as a deployment would upload it. */
export const workerOutDir = join(cacheDir, "worker");
export const workerBundle = join(workerOutDir, "main.js");
/** Certificates of the tests, made by its make.sh. */
export const tlsFixtures = join(projectRoot, "scripts", "fixtures", "tls");
