// `node .ci/build.mjs FOLDER`: the program in a few files, which start in half the time and take
// 20 MB less than the sources and their packages, and beside them the thread that reads the
// configuration. The launcher makes them when they are wanted; `npm run build` puts them into dist/.
// They need no node_modules but the drawing library, and find fonts and samples among the sources.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = resolve(process.argv[2] ?? 'dist');

/**
 * The CommonJS packages inside ask for Node's modules with `require`; and what they do that is
 * deprecated Node passes over in node_modules only: here it would stand among the log's JSON lines.
 */
const BANNER = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
process.noDeprecation = true;`;

/** A source that looks for a file beside itself finds it there, and the thread among the built. */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = JSON.stringify(relative(FOLDER, path));
      const text = await readFile(path, 'utf8');
      const contents = text.replaceAll(
        /('\.\/read-thread\.ts', )?import\.meta\.url/g,
        (url, thread) =>
          thread ? url.replace('.ts', '.mjs') : `new URL(${source}, import.meta.url).href`,
      );
      return { contents, loader: 'ts' };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: { vigil: 'src/main.ts', 'read-thread': 'src/app/reload/read-thread.ts' },
  outdir: FOLDER,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24.15',
  // Not minified: a fault would print a line of a million characters.
  // Node is to lose its own punycode, which telegraf asks for.
  alias: { punycode: 'punycode/' },
  external: ['@resvg/resvg-js'],
  plugins: [places],
  banner: { js: BANNER },
  logLevel: 'warning',
  write: false,
});

/** One letter beyond Latin, be it in a comment, and V8 keeps the whole text at twice the size. */
const latin = (text) =>
  text.replaceAll(
    /[^\0-\u007f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

await mkdir(FOLDER, { recursive: true });
for (const { path, text } of outputFiles) await writeFile(path, latin(text));
