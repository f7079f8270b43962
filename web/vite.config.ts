import babel from "@rolldown/plugin-babel";
import tailwindcss from "@tailwindcss/vite";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react(), babel({ presets: [reactCompilerPreset()], include: [/\/web\/src\/.*\.tsx?$/] }), tailwindcss()],
  // The content security policy allows no data: fonts or scripts, so nothing is inlined.
  build: { target: "es2023", assetsInlineLimit: 0, manifest: true, chunkSizeWarningLimit: 700 },
});
