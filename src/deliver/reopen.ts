import type { Dispatch } from './dispatch-state.ts';
import { probeNow } from './dispatch.ts';
import { itemsOf } from './stored-items.ts';

/**
 * Takes up what `vigil retry` made waiting again, and asks paused destinations at once. What is no
 * news any more expires like any other, and is listed.
 */
export async function takeReopened(dispatch: Dispatch): Promise<void> {
  const { deps, lanes, options } = dispatch;
  const rows = await deps.store.rows.reopened();
  for (const row of rows) if (!deps.registry.has(row.eventId)) deps.registry.addEvent(row);
  for (const [name, running] of lanes) running.add(itemsOf(rows, name, options.rules()));
  probeNow(dispatch);
}
