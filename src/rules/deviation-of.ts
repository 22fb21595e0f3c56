import type { ViEvent } from '../vi/event.ts';

/** The signed % of one kind; a VI of the other kind has none, whatever the frame says. */
export function deviationOf(event: ViEvent, kind: 'static' | 'dynamic'): number | undefined {
  const other = kind === 'static' ? 'dynamic' : 'static';
  return event.kind === other ? undefined : event.deviation[kind];
}
