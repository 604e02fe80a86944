import type { ModelService } from '../../server/src/handlers/model-service.ts';
import type { ModelStatus } from '../../server/src/protocol.ts';
import { refusingGenerator } from './refusing-generator.ts';

/** Stands in where no model may be used: everything that would need one says why. */
export function unavailableModel(status: ModelStatus & { readonly reason: string }): ModelService {
  return {
    generator: refusingGenerator(status.reason),
    status,
    onStatus: () => undefined,
    configure: () => undefined,
    useEndpointKey: () => undefined,
    warmUp: () => undefined,
    grantTrust: () => undefined,
    restart: async () => status,
    dispose: async () => undefined,
  };
}
