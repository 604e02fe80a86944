import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { storeFor, type TypedService } from '../library/counterparts.ts';
import type { Library } from '../library/library.ts';
import { usualRoles } from '../library/usual-roles.ts';
import type { WholeCall } from '../memory/evidence.ts';

/** Of services of a name, so many must ask others for one of whom nothing is known to make calls; of all together fewer do. */
const ASKING = 0.3;

/**
 * What a call comes to of whose like none was seen: nothing below it, where services of that name ask nobody in other systems and it has
 * no store. Empty where that is open.
 * @param services of the file
 */
export function callsNamedLike(
  library: Library,
  { type, service }: Pick<CallNode, 'type' | 'service'>,
  services: readonly TypedService[],
): readonly WholeCall[] {
  if (!REQUEST_TYPES.has(type)) return [];
  const ensemble = { services, isComplete: true };
  const keeps = storeFor(ensemble, 'db', service) ?? storeFor(ensemble, 'cache', service);
  if (keeps !== undefined || usualRoles(library).shareThatAsks(service) > ASKING) return [];
  const call: CallNode = { type, service, repeat: 1, overlaps: false, children: [] };
  return [{ call, below: 0, levels: 0, isFirst: false, left: undefined }];
}
