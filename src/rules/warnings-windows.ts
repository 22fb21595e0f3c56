import type { Fault } from '../yaml/fault.ts';
import { below, faultAtPart, type Path } from '../yaml/yaml-file.ts';
import type { Doubts } from './doubts.ts';
import type { Node } from './node.ts';
import { isTimed, opens } from './opens.ts';

interface Closed {
  readonly path: Path;
  readonly message: string;
}

const ALONE = 'This window never opens on an ordinary trading day';
const TOGETHER = 'These never hold together on an ordinary trading day';

/** The words that hold at no time; else the group whose words never hold together. */
function closedIn(node: Node, above: Path): readonly Closed[] {
  const path = [...above, ...node.path];
  if (node.is === 'word') {
    const isClosed = isTimed(node.condition) && !opens(node);
    return isClosed ? [{ path, message: ALONE }] : [];
  }
  const inner = node.nodes.flatMap((one) => closedIn(one, path));
  if (inner.length > 0 || node.is !== 'all' || opens(node)) return inner;
  return [{ path, message: TOGETHER }];
}

/** Windows of time that are not open on an ordinary trading day. */
export const windowWarnings = (doubts: Doubts): readonly Fault[] =>
  [...doubts.rules, ...doubts.mutes].flatMap(({ value, ...at }) =>
    closedIn(value.when, ['when']).map(({ path, message }) =>
      faultAtPart(below(at, ...path), { message }),
    ),
  );
