/** Wires the app to the platform. */
import { createApp } from "./app.ts";
import { dial } from "./socket/platform.ts";

export default createApp({ dial });
