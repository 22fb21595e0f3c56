import type { World } from './world.ts';

/** Notes what happens, for whoever has to find out why a seed breaks. */
export const log = (world: World, line: string): void => {
  const seconds = (world.clock.elapsed() / 1_000).toFixed(3);
  world.story.push(`${seconds.padStart(9)} ${line}`);
};

/** A promise is broken. */
export function violate(world: World, check: string, detail: string): void {
  log(world, `!! ${check}: ${detail}`);
  world.violations.push({ check, detail });
}
