import { createRandom } from '../../server/src/core/random.ts';

/** A trace of about `calls` calls that breaks no rule. */
export function traceText(calls: number, { services = 40, name = 'orders' } = {}): string {
  const random = createRandom(name);
  const lines = [`trace "${name}" {`, '  http gateway "POST /orders" {'];
  for (let count = 1; count < calls; count += 4) {
    lines.push(
      `    rpc service-${random.below(services)} Reserve {`,
      `      db orders-db-${random.below(services)} "SELECT items" 7ms`,
      '      cache redis GET 3ms',
      '    }',
      `    rpc service-${random.below(services)} Quote 7ms`,
    );
  }
  return [...lines, '  }', '}', ''].join('\n');
}
