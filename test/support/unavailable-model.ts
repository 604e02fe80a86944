import type { Generator } from '../../server/src/generate/generator.ts';
import { ModelUnavailable } from '../../server/src/generate/language-model.ts';
import type { ModelService } from '../../server/src/handlers/model-service.ts';
import type { ModelStatus } from '../../server/src/protocol.ts';

/** Stands in where no model may be used: everything that would need one says why. */
export function unavailableModel(status: ModelStatus & { readonly reason: string }): ModelService {
  return {
    generator: refusing(status.reason),
    status,
    onStatus: () => undefined,
    configure: () => undefined,
    warmUp: () => undefined,
    grantTrust: () => undefined,
    restart: async () => status,
    dispose: async () => undefined,
  };
}

function refusing(reason: string): Generator {
  const refuse = async () => {
    throw new ModelUnavailable(reason);
  };
  return { propose: refuse, fillAt: refuse, fillAll: refuse };
}
