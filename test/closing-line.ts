import type { Reporter, TestModule } from 'vitest/node';

function count(modules: readonly TestModule[]): Record<string, number> {
  const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
  for (const module of modules) {
    // A file that cannot even be loaded holds no test, and must not look like a success.
    if (module.errors().length > 0) counts.failed += 1;
    for (const test of module.children.allTests()) counts[test.result().state] += 1;
  }
  return counts;
}

/** Prints `N passed, N failed` as the very last line, for people and for programs. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const { passed = 0, failed = 0, skipped = 0 } = count(modules);
    const left = skipped > 0 ? `, ${skipped} skipped` : '';
    process.stdout.write(`${passed} passed, ${failed + unhandledErrors.length} failed${left}\n`);
  }
}
