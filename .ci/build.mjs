// `npm run build`: the program in one file, dist/vigil.mjs, and beside it the thread that reads the
// configuration. Neither needs node_modules.
// Where the drawing library is not installed beside it, it answers in words.
import { cp } from 'node:fs/promises';
import { build } from 'esbuild';

await build({
  entryPoints: { vigil: 'src/main.ts', 'read-thread': 'src/app/reload/read-thread.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24.15',
  // Not minified: a fault would print a line of a million characters.
  // Node's own punycode (telegraf asks for it) writes a warning among the JSON lines of the log.
  alias: { punycode: 'punycode/' },
  external: ['@resvg/resvg-js'],
  banner: {
    // The CommonJS packages inside ask for Node's modules with `require`.
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await cp('src/picture/fonts', 'dist/fonts', { recursive: true });
