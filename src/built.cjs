// The program built into a few files (.ci/build.mjs), which start in half the time: made when these
// very sources start for the first time, kept in .tools/built.
'use strict';

const childProcess = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const BUILD = path.join(ROOT, '.ci', 'build.mjs');
const BUILT = path.join(ROOT, '.tools', 'built');
/** So many of the last stay: a bot that still runs one loads parts of it when it needs them. */
const KEPT = 3;
/** What is still being built is named so. */
const ASIDE = 'building-';
/** A build takes seconds: what is so much older than the newest was killed. */
const GIVEN_UP_MS = 600_000;

function* below(folder) {
  yield folder;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* below(file);
    else yield file;
  }
}

/** The sources as they are now have a name; when one is written, made or removed, another. */
function nameOfSources() {
  const lockfile = path.join(ROOT, 'package-lock.json');
  const all = [...below(__dirname), BUILD, lockfile].map((file) => fs.statSync(file));
  const newest = all.reduce((latest, { mtimeMs }) => Math.max(latest, mtimeMs), 0);
  const bytes = all.reduce((sum, { size }) => sum + size, 0);
  return `${Math.round(newest)}-${bytes}`;
}

function dropOld() {
  // Another start may have dropped it just now.
  const madeAt = (folder) => fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isAside = (folder) => path.basename(folder).startsWith(ASIDE);
  const all = fs.readdirSync(BUILT).map((name) => path.join(BUILT, name));
  const whole = all.filter((folder) => !isAside(folder));
  const [newest, ...others] = whole.toSorted((a, b) => madeAt(b) - madeAt(a));
  if (newest === undefined) return;
  const givenUp = madeAt(newest) - GIVEN_UP_MS;
  const killed = all.filter((folder) => isAside(folder) && madeAt(folder) < givenUp);
  for (const folder of [...others.slice(KEPT - 1), ...killed]) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Built aside and renamed: of several starts side by side the first to rename wins. */
function build(folder, node) {
  fs.mkdirSync(BUILT, { recursive: true });
  const aside = fs.mkdtempSync(path.join(BUILT, ASIDE));
  const { status } = childProcess.spawnSync(node, [BUILD, aside], { stdio: 'ignore' });
  try {
    if (status === 0) fs.renameSync(aside, folder);
  } catch {
    // Another start was first, and its folder is as good.
  }
  fs.rmSync(aside, { recursive: true, force: true });
  dropOld();
}

/**
 * The folder with the program as built, by this Node, from the sources as they are now. `undefined`
 * where it cannot be built, as without its tools: then the sources run.
 */
function builtFolder(node) {
  try {
    const folder = path.join(BUILT, nameOfSources());
    if (!fs.existsSync(folder)) build(folder, node);
    return fs.existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

module.exports = { builtFolder };
