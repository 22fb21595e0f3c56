import type { ViEvent } from '../vi/event.ts';

/** The signed % of one kind; a VI of the other kind has none, whatever the frame says. */
export function deviationOf(event: ViEvent, kind: 'static' | 'dynamic'): number | undefined {
  if (kind === 'static') return event.kind === 'dynamic' ? undefined : event.deviation.static;
  return event.kind === 'static' ? undefined : event.deviation.dynamic;
}
