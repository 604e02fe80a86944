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

/** Traces of about `lines` lines together that break no rule: calls three levels deep, with the conditions of an ordinary file. */
export function traceLines(lines: number, traces: number): string {
  const each = Math.floor(lines / traces);
  return Array.from({ length: traces }, (_, index) => traceWithConditions(index, each)).join('\n');
}

function traceWithConditions(index: number, lines: number): string {
  const random = createRandom(index);
  const text = [`trace "trace ${index}" {`, '  http gateway "POST /orders" {'];
  while (text.length < lines - 12) {
    const [a, b] = [random.below(40), random.below(40)];
    text.push(`    rpc service-${a} Reserve 7ms..9s {`);
    text.push(`      db store-${b} "SELECT items" ${1 + random.below(6)}ms`);
    text.push(`      cache cache-${b} GET ~lognormal(p50=1ms, p99=7ms)`, '    }');
    text.push(`    rpc service-${b} Quote 7ms as label-${text.length}`);
  }
  text.push('  }', '  require {', '    duration < 9h', '    calls 1..99999', '    depth <= 5');
  text.push(
    '    every db: duration < 100ms',
    '    some rpc',
    '    count(db store-1) <= 9999',
    '    never store-1 -> gateway',
  );
  return `${text.join('\n')}\n    http gateway before db\n  }\n}`;
}
