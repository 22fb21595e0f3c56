// The one-way house of docs: feed -> decode -> match -> plan -> deliver. Stages meet only in
// app.ts, the commands of cli/, backtest/ and rehearsal/, and know each other by the port files below.
'use strict';

const STAGES = 'feed|decode|episode|rules|alert|deliver|channel|command|picture|web|store|settings';

/** The ground: below every stage, and knowing none. */
const GROUND = 'vi|platform|yaml|market';

/** Types, and pure functions on them, that anybody may use. */
const PORTS = [
  'alert/draft.ts',
  'alert/message.ts',
  'alert/notice.ts',
  'alert/template.ts',
  'channel/channel.ts',
  'channel/incoming.ts',
  'feed/feed.ts',
  'picture/picture.ts',
  'rules/rule.ts',
  'settings/settings.ts',
  'store/attempt.ts',
  'store/obligation.ts',
  'store/outcome.ts',
  'store/store.ts',
].map((file) => `^src/${file.replace('.', '\\.')}$`);

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    error(
      'the nouns import nothing',
      'vi/ is what everything stands on: no other room, no package, no Node.',
      { path: '^src/vi/' },
      { pathNot: '^src/vi/' },
    ),
    error(
      'a stage imports no other stage',
      'Pass what is needed as an argument from app.ts, or use a port file.',
      { path: `^src/(${STAGES})/` },
      { path: '^src/', pathNot: ['^src/$1/', `^src/(${GROUND})/`, ...PORTS] },
    ),
    error(
      'the ground knows no stage',
      'Time, log, network and YAML know no stage, not even its port.',
      { path: `^src/(${GROUND})/` },
      { path: '^src/', pathNot: `^src/(${GROUND})/` },
    ),
    error(
      'only the top knows the whole',
      'app.ts, main.ts and cli/ are imported by main.ts and cli/ alone.',
      { pathNot: '^(src/(main|app)\\.ts|src/cli/|test/)' },
      { path: '^src/(main\\.ts|app\\.ts|cli/)' },
    ),
    error(
      'the app knows no command',
      'Commands start the app, not the other way round.',
      { path: '^src/app\\.ts' },
      { path: '^src/(main\\.ts|cli/)' },
    ),
    error('no circle', 'Type imports count as well.', {}, { circular: true }),
    error(
      'the program needs no test and no tool',
      'src/ runs after `npm ci --omit=dev`.',
      { path: '^src/' },
      { path: '^(test|\\.ci)/' },
    ),
    error(
      'no tool at run time',
      'A package that src/ imports is a dependency, not a devDependency.',
      { path: '^src/' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    error(
      'every import leads somewhere',
      'A file or package that is not there.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type imports are directions too.
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
